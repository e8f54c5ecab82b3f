"""What people type into a search in need, and what they type on a Tuesday.

Lines of ``category: query; query``; a query may be about more than one category, in the order
in which they are shown. Written from how people ask, not from the lists that recognise them.
"""

from __future__ import annotations

# By the language that somebody writes.
IN_NEED = {
    "nb": """
        illness: hjerteinfarkt; hjerte infarkt; hjerteinfakt; hjerneslag; fått slag;
            brystsmerter; vondt i brystet; får ikke puste; klarer ikke å puste; han puster ikke;
            tungt å puste; bevisstløs; bevistløs; mamma våkner ikke; besvimt; blør mye; stor
            blødning; blodet stopper ikke; krampeanfall; epileptisk anfall; allergisk sjokk;
            satt fast i halsen; drukning; mannen min har fått hjerteinfarkt; vondt i brystet og
            armen; smerter i brystet; stikk i brystet; får ikke luft; pustestans; besvimte;
            bevisstløs person; ikke kontakt med ham; får ikke liv i henne; hjerteattakk; slag
            symptomer; skjevt ansikt; lammelse i ansikt; blør kraftig; blødning stopper ikke;
            kraftig blødning; blør i hjel; epilepsi anfall; feberkramper; babyen puster ikke;
            barnet har satt noe fast i halsen; setter fast mat i halsen; allergisk reaksjon;
            druknet; livløs; hjertet stopper; alvorlig skadd; ring 113; påkjørt av bil;
            brystsmerte; anafylaktisk sjokk; trenger ambulanse; kjevesmerter og brystsmerter
        overdose: overdose; tatt overdose; over dose; tatt for mange piller; for mye paracet;
            svelget for mange sovetabletter; har tatt for mye piller; svelget 20 paracet;
            overdosert; tok alle tablettene mine; for mange sovetabletter; overdose heroin;
            overdosa; drukket meg i hjel
        poisoning: forgiftning; matforgiftning; barnet har drukket vaskemiddel; svelget
            knappcelle; spist giftig sopp; rottegift; hoggormbitt; kullos; barnet spiste sopp;
            spist rottegift; drakk klorin; røykforgiftning; bitt av huggorm; forgifta; slukte et
            batteri; giftig plante; giftinformasjonen; giftsentralen; svelget såpe; fått i seg
            gift; co forgiftning; kullosforgiftning; gassforgiftning
        suicide: selvmord; selvmordstanker; jeg har selvmordstanker; selv mord; selvmor;
            sevlmord; suisid; suicidal; ta livet mitt; jeg vil ta livet av meg; ta livet av meg
            selv; tok livet sitt; vil dø; jeg vil bare dø; æ vil dø; jei vil dø; har lyst til å
            dø; skulle ønske jeg var død; orker ikke leve; orker ikke leve mer; jeg vil ikke
            leve lenger; vil ikke leve mer; jeg vil ikke lenger leve; jeg har det så vondt at
            jeg ikke orker å leve lenger; orker ikke mer; jeg klarer ikke mer; livet er
            meningsløst; ingenting å leve for; lei av livet; alle har det bedre uten meg; mørke
            tanker; drepe meg selv; hoppe fra brua; sønnen min snakker om selvmord; jeg tenker
            på å ta livet mitt; tanker om selvmord; jeg vil ikke mer; vil ikke være her lenger;
            hvordan ta selvmord; selvmordstruet; jeg orker ikke livet; livet har ingen mening;
            ønsker å dø; hater livet; jeg skulle ønske jeg aldri ble født; ingen bryr seg om jeg
            dør; vil sove og aldri våkne; barnet mitt vil dø; datteren vil ikke leve; vennen min
            vil ta livet sitt; mista lysten til å leve; har ikke lyst til å leve mer; å leve er
            meningsløst; jeg gir opp livet; klarer ikke leve mer; vil henge meg; tenker på døden
            hele tiden; gidder ikke mer; suisidale tanker; sjølmord; selvmordslinje; jeg er ikke
            verdt noe vil dø; jeg kommer til å ta livet mitt; vil ikke leve når mamma er død;
            suicidtanker; eg vil dø; holder ikke ut mer
        violence: vold; partnervold; vold i nære relasjoner; psykisk vold; voldelig kjæreste;
            mannen min slår meg; han slår meg; kjæresten har slått meg; samboeren truer meg;
            drapstrusler; han vil drepe meg; redd for mannen min; redd for eksen; tør ikke gå
            hjem; det er ikke trygt hjemme; tvangsekteskap; tvunget til å gifte meg; familien
            tvinger meg til å gifte meg; æresvold; negativ sosial kontroll; kjønnslemlestelse;
            krisesenter; stalking; mishandling; slått av mannen; mannen slår; han slo meg; blir
            banket opp; mannen min truer med å drepe meg; kona slår meg; mannen min er voldelig;
            hjelp mannen min slår; han kveler meg; sparket av kjæresten; voldelig forhold;
            kjæresten kontrollerer meg; tvangsgifte; søsteren min skal tvangsgiftes; foreldrene
            mine vil at jeg skal gifte meg med fetteren min; familien truer meg; drapstrussel;
            eksen stalker meg; besøksforbud; voldsalarm; trenger krisesenter; han låser meg
            inne; redd for å gå hjem; trues på livet; min sønn slår meg; sønnen min er voldelig;
            bestefar blir slått på sykehjemmet; utsatt for vold; nabo slår kona; noen blir slått
            hos naboen; psykisk terror hjemme; æresdrap; menneskehandel; omskjæring jenter;
            sendt til somalia mot min vilje
        child_harm: pappa slår meg; pappa slår; mamma slår meg hver dag; stefaren min slo meg;
            redd for pappa; mamma er full; pappa drikker; faren til venninna mi slår barna; barn
            som blir slått; barnemishandling; omsorgssvikt; ristet babyen; bekymret for et barn;
            bekymringsmelding; barnevernvakt; mamma slår meg; pappa slo meg; foreldrene mine
            slår meg; mamma drikker; mamma er alkoholiker; pappa er rusa hele tida; foreldre
            slår barn; naboen slår ungene sine; barn utsatt for vold; bekymra for et barn; redd
            for mamma; stefar slår; mamma slår lillebror; barnet blir slått i barnehagen; barn
            med blåmerker; vanskjøtsel; læreren slår; jeg får ikke mat hjemme; vold mot barn;
            barnevernvakt nummer; pappa er slem mot meg
        sexual_abuse: voldtekt; voltekt; jeg er blitt voldtatt; voldtektsmottak; overgrep;
            seksuelle overgrep; seksuelt misbrukt som barn; incest; insest; noen har tatt meg på
            tissen; onkel tar på meg; tvunget til sex; seksuell trakassering; delt nakenbilder
            av meg; ble voldtatt; jeg har blitt voldtatt i natt; misbrukt som barn; misbrukt av
            onkel; pappa tar på meg; tok på meg uten lov; han tvang meg til sex; noen hadde sex
            med meg mens jeg sov; seksuelt overgrep; sex mot min vilje; spredt nakenbilder;
            voldtektshjelp; voldtekst; bestefar tar meg på rumpa; pedofil nabo; seksuelt
            trakassert på jobb; festvoldtekt; beføling; dopet i drinken
        self_harm: selvskading; datteren min selvskader; selv skading; kutter meg; hun kutter
            seg; jeg har lyst til å skade meg selv; skader meg med vilje; risper seg på armene;
            jeg selvskader; skader seg selv; min datter kutter seg opp; har kuttet meg; slutte å
            selvskade; jeg brenner meg selv; klorer meg til blods; slår hodet i veggen;
            selvskading hjelp
        illness violence: knivstukket; stukket med kniv
        overdose suicide: ta overdose for å ta livet mitt
        violence child_harm: blir slått hjemme; pappa slår mamma; pappa er voldelig; pappa truer
            meg
        violence sexual_abuse: vold og overgrep; noen truer med nakenbilder
        """,
    "nn": """
        illness: hjarteinfarkt; får ikkje puste; medvitslaus; blør mykje; vondt i brystet
        overdose: teke for mange tablettar
        poisoning: forgifting
        suicide: sjølvmord; sjølvmordstankar; sjolvmord; eg vil døy; eg vil berre døy; vil ikkje
            leve meir; eg orkar ikkje å leva lenger; orkar ikkje meir; ta livet av meg
        violence: vald i nære relasjonar; utsett for vald; mannen min slår meg; han trugar meg;
            redd heime; blir slått av mannen
        child_harm: far min slår meg; mor slår meg; redd for far; omsorgssvikt
        sexual_abuse: valdtekt; valdteken
        self_harm: sjølvskading; skadar meg sjølv; eg kuttar meg
        """,
    "en": """
        illness: heart attack; heartattack; stroke; chest pain; pain in my chest; cant breathe;
            can't breathe; can not breathe; not breathing; unconscious; passed out; bleeding;
            bleeding won't stop; seizure; choking; baby choking; severe allergic reaction;
            stabbed; chest pains; my chest hurts; pain in the chest; having a heart attack;
            cannot breathe; hard to breathe; trouble breathing; difficulty breathing; shortness
            of breath; he stopped breathing; someone is unconscious; fainted; wont wake up;
            heavy bleeding; bleeding a lot; blood won't stop; epileptic seizure; stroke
            symptoms; face drooping; anaphylactic shock; allergic shock; choking baby; drowning;
            hit by a car; ambulance; call an ambulance; unresponsive; cardiac arrest; severe
            bleeding; coughing up blood
        overdose: overdose; took too many pills; drug overdose; overdosed on pills; swallowed
            too many pills; too much paracetamol; took all my pills; overdosing; heroin
            overdose; alcohol poisoning
        poisoning: poisoning; poisoned; child swallowed a battery; drank bleach; carbon
            monoxide; poisonous mushrooms; food poisoning; swallowed detergent; ate poison;
            snake bite; poison control; swallowed a magnet; carbon monoxide poisoning; gas
            poisoning
        suicide: suicide; suicidal thoughts; sucide; suicidle; kill myself; i want to kill
            myself; want to die; i wanna die; I don't want to live; i dont want to live anymore;
            i do not want to live; better off dead; end my life; take my own life; no reason to
            live; I can’t go on anymore; wish i was dead; i want to end my life; suicide help;
            suicide hotline; i dont want to be alive; i cant do this anymore; i want to
            disappear forever; thinking about suicide; im suicidal; my friend wants to kill
            himself; how to kill myself; life is not worth living; i hate my life; no point in
            living; i want die; i not want live; want kill myself; tired of life; ready to die;
            nobody would miss me; i wish i was never born; i dont wanna live anymore; commit
            suicide; suicidel; take my life; ending my life; jump off a bridge
        violence: domestic violence; my husband hits me; my boyfriend beats me; hit by my
            husband; he threatens me; afraid of my husband; not safe at home; abusive partner;
            forced marriage; forced to marry; he wants to kill me; death threats; stalking;
            women's shelter; husband beats me; my wife hits me; he hits me; abuse at home;
            abused by my husband; domestic abuse; violent husband; my partner is violent; he is
            going to kill me; i am scared at home; afraid to go home; honor killing; forced to
            get married; my parents force me to marry; he chokes me; my ex is stalking me;
            restraining order; fgm; human trafficking; controlling husband; he locks me in;
            beaten by husband; threats; being threatened; crisis shelter; battered woman;
            shelter for abused women; violence against women
        child_harm: child abuse; my dad hits me; my mother beats me; scared of my dad; mom is
            drunk; neglected child; my mom hits me; dad beats me; my father beats me; parents
            hit me; my stepdad hits me; child beaten; child neglect; my dad is drunk; afraid of
            my father; my parents drink; kids being hit; neighbor hits his kids; baby shaken;
            report child abuse; my father wants to kill me; he hits the children
        sexual_abuse: i was raped; sexual assault; sexually abused; molested; incest; forced me
            to have sex; rape; raped; i got raped; someone raped me; sexual abuse; sexual
            harassment; he touched me; my uncle touches me; forced sex; date rape; my drink was
            spiked; revenge porn; sextortion; nude photos shared; molested as a child
        self_harm: self harm; self-harm; selfharm; i cut myself; hurting myself; my daughter
            cuts herself; cutting myself; i hurt myself; self harming; selfharming; i cut my
            arms; burn myself; my son harms himself; stop cutting myself
        violence sexual_abuse: assault
        violence child_harm: dad hit mom; my brother threatens to kill me; my husband hits my
            son
        """,
    "uk": """
        illness: інфаркт; інсульт; біль у грудях; не можу дихати; не дихає; непритомний; втратив
            свідомість; кровотеча; судоми
        overdose: передозування; випив багато таблеток
        poisoning: отруєння; отруїлася грибами; дитина випила хлорку
        suicide: самогубство; суїцид; думки про самогубство; не хочу жити; я більше не хочу
            жити; хочу померти; хочу вмерти; не бачу сенсу жити; покінчити з собою; вбити себе
        violence: домашнє насильство; насилля; чоловік б'є мене; чоловік бʼє; мене б’є чоловік;
            боюся чоловіка; боюся йти додому; він погрожує; хоче мене вбити; примусовий шлюб
        child_harm: тато б'є мене; мама мене б'є; мене бʼє тато; б'ють дитину; боюся тата
        sexual_abuse: зґвалтування; згвалтували; сексуальне насильство
        self_harm: самоушкодження; ріжу себе
        """,
    "ru": """
        illness: инфаркт; инсульт; болит в груди; не могу дышать; без сознания; потеряла
            сознание; сильное кровотечение
        overdose: передозировка; выпил много таблеток; наглоталась таблеток
        poisoning: отравление; ребенок выпил уксус
        suicide: самоубийство; суицид; не хочу жить; я больше не хочу жить; хочу умереть;
            хочется умереть; нет смысла жить; покончить с собой; убить себя
        violence: домашнее насилие; муж бьет меня; муж бьёт; меня бьет муж; боюсь мужа; он
            угрожает; насильно выдают замуж
        child_harm: папа бьет меня; мама бьет; бьют ребенка; боюсь отца
        sexual_abuse: изнасилование; меня изнасиловали; сексуальное насилие
        self_harm: режу себя; самоповреждение
        """,
    "pl": """
        illness: zawał serca; zawał; udar mózgu; ból w klatce piersiowej; nie mogę oddychać; nie
            oddycha; nieprzytomny; stracił przytomność; krwotok
        overdose: przedawkowanie; wziąłem za dużo tabletek
        poisoning: zatrucie; zatrucie grzybami; dziecko połknęło baterię
        suicide: samobójstwo; samobojstwo; myśli samobójcze; nie chcę żyć; nie chce zyc; nie
            chcę już żyć; chcę umrzeć; chce umrzec; zabić się; chcę się zabić; odebrać sobie
            życie; nie mam po co żyć
        violence: przemoc domowa; przemoc; mąż mnie bije; maz mnie bije; bije mnie mąż; boję się
            męża; boje sie wracac do domu; grozi mi; chce mnie zabić; przymusowe małżeństwo
        child_harm: tata mnie bije; mama bije; ojciec bije dziecko; boję się taty; bicie
            dziecka, tata pije
        sexual_abuse: gwałt; zostałam zgwałcona; molestowanie; wykorzystywanie seksualne;
            przemoc seksualna
        self_harm: samookaleczenie; tnę się
        """,
    "ar": """
        illness: نوبة قلبية; جلطة; سكتة دماغية; ألم في الصدر; وجع بالصدر; لا أستطيع التنفس; ضيق
            تنفس; فاقد الوعي; نزيف
        overdose: جرعة زائدة; أخذت حبوب كثيرة
        poisoning: تسمم; ابني شرب كلور
        suicide: انتحار; الانتحار; أفكار انتحارية; أريد أن أموت; اريد اموت; بدي موت; لا أريد أن
            أعيش; لا أريد العيش; ما بدي عيش; أريد أن أقتل نفسي; تعبت من الحياة; كرهت حياتي;
            اِنْتِحَار
        violence: عنف; العنف الأسري; زوجي يضربني; يضربني; وزوجي يهددني; خائفة من زوجي; زواج
            قسري; الزواج بالإكراه; جرائم الشرف; ختان الإناث
        child_harm: أبي يضربني; بابا يضربني; أمي تضربني; ضرب الأطفال; إساءة معاملة الأطفال; خايف
            من بابا
        sexual_abuse: اغتصاب; تعرضت للاغتصاب; تحرش جنسي; اعتداء جنسي
        self_harm: إيذاء النفس; أجرح نفسي
        """,
    "fa": """
        illness: سکته قلبی; درد قفسه سینه; نمی‌توانم نفس بکشم; بیهوش; خونریزی
        overdose: قرص زیاد خورده
        poisoning: مسمومیت
        suicide: خودکشی; خود کشی; می‌خواهم بمیرم; می خواهم بمیرم; میخوام بمیرم; نمی‌خواهم زنده
            بمانم; نمی خواهم زندگی کنم; از زندگی خسته شدم
        violence: خشونت خانگی; شوهرم مرا کتک می‌زند; شوهرم منو میزنه; از شوهرم می ترسم; ازدواج
            اجباری
        child_harm: پدرم مرا می‌زند; بابام منو میزنه; کودک آزاری
        sexual_abuse: تجاوز جنسی
        self_harm: خودزنی
        """,
    "ur": """
        illness: دل کا دورہ; سانس نہیں آ رہا; بے ہوش
        poisoning: زہر کھا لیا
        suicide: خودکشی; میں مرنا چاہتا ہوں; جینا نہیں چاہتی
        violence: گھریلو تشدد; شوہر مجھے مارتا ہے; جبری شادی
        child_harm: ابو مجھے مارتے ہیں
        sexual_abuse: جنسی زیادتی
        """,
    "so": """
        illness: ma neefsan karo; wadno istaag; dhiig bax; laab xanuun
        overdose: kaniini badan qaatay
        poisoning: sumow
        suicide: isdilid; is dilid; waxaan rabaa inaan dhinto; ma rabo inaan noolaado
        violence: rabshadda qoyska; ninkaygu wuu i garaacaa; wuu i garaacaa; guur khasab
        child_harm: aabbahay wuu i garaacaa; hooyaday way i garaacdaa
        sexual_abuse: kufsi; waa la i kufsaday
        """,
    "ti": """
        illness: ቃንዛ ኣፍልቢ; ክተንፍስ ኣይከኣልኩን
        poisoning: መርዚ
        suicide: ነፍሰ ቅትለት; ነፍሰ-ቅትለት; ነፍሰይ ከጥፍእ; ክመውት እደሊ
        violence: ዓመጽ; ዓመፅ; ሰብኣየይ ይወቕዓኒ
        child_harm: ኣቦይ ይወቕዓኒ; ኣቦይ ይሃርመኒ
        sexual_abuse: ወሲባዊ ዓመጽ
        """,
    "se": """
        illness: in sáhte vuoigŋat
        suicide: iešsorbmen; iessorbmen; iehčansorbmen; dáhtun jápmit
        violence: veahkaváldálašvuohta; isit cábmá mu
        child_harm: áhčči cábmá mu
        sexual_abuse: seksuála illasteapmi
        """,
    "tr": """
        illness: kalp krizi; göğüs ağrısı; nefes alamıyorum
        overdose: aşırı doz
        poisoning: zehirlenme
        suicide: intihar; intihar etmek istiyorum; ölmek istiyorum; yaşamak istemiyorum; yasamak
            istemiyorum
        violence: aile içi şiddet; kocam beni dövüyor; kocamdan korkuyorum; zorla
            evlendiriliyorum
        child_harm: babam beni dövüyor; annem beni dövüyor
        sexual_abuse: tecavüz; cinsel istismar
        self_harm: kendime zarar veriyorum
        """,
    "lt": """
        illness: infarktas; negaliu kvėpuoti; prarado sąmonę
        overdose: perdozavimas
        poisoning: apsinuodijimas
        suicide: savižudybė; nenoriu gyventi; noriu mirti
        violence: smurtas artimoje aplinkoje; vyras mane muša; bijau vyro
        child_harm: tėtis mane muša
        sexual_abuse: išprievartavo
        self_harm: savižala
        """,
    "ro": """
        illness: atac de cord; nu pot să respir; durere în piept
        overdose: supradoză
        poisoning: otrăvire
        suicide: sinucidere; vreau să mor; nu mai vreau să trăiesc
        violence: violență domestică; soțul mă bate; căsătorie forțată
        child_harm: tata mă bate
        sexual_abuse: am fost violată
        """,
    "es": """
        illness: ataque al corazón; no puedo respirar; dolor en el pecho
        overdose: sobredosis
        poisoning: envenenamiento
        suicide: suicidio; quiero morir; no quiero vivir
        violence: violencia de género; mi marido me pega; tengo miedo de mi marido
        child_harm: mi papá me pega
        sexual_abuse: me violaron; abuso sexual
        self_harm: autolesión
        """,
    "fr": """
        illness: crise cardiaque; je n'arrive pas à respirer; douleur à la poitrine
        overdose: trop de médicaments
        poisoning: empoisonnement
        suicide: suicide; je veux mourir; je ne veux plus vivre; envie de mourir
        violence: violences conjugales; mon mari me frappe; peur de mon mari; mariage forcé
        child_harm: mon père me bat; enfant maltraité
        sexual_abuse: j'ai été violée; agression sexuelle
        self_harm: je me scarifie
        """,
    "de": """
        illness: Herzinfarkt; bekomme keine Luft; bewusstlos
        overdose: Überdosis; zu viele Tabletten
        poisoning: Vergiftung
        suicide: Selbstmord; Suizidgedanken; ich will nicht mehr leben; ich will sterben
        violence: häusliche Gewalt; mein Mann schlägt mich; Angst vor meinem Mann; Zwangsheirat
        child_harm: Papa schlägt mich; Kindesmisshandlung
        sexual_abuse: Vergewaltigung; sexueller Missbrauch
        self_harm: selbstverletzung
        """,
}

# By the language of the page.
HARMLESS = {
    "nb": """
        kan ikke leve uten kaffe; tar mange medisiner; sex og barn; bekymret for barnet mitt;
        redd mannen min er syk; familien slår seg ned; hva er ikke lov å leve av; selvforsvar;
        livet som pensjonist; dødsbo; begravelse; barnehage; slå opp; slagord; slå av lyset;
        drap i film; blodprøve; blodtrykk; blodgiver; kutte gress; kutte ut sukker; hjertelig;
        hjerteskole; hjertestarterkurs; vaksine; influensavaksine; piller; p-pille; rus;
        alkohol; rusmisbruk; pust ut; puste i bakken; leve sunt; vil leve sunnere; helsestasjon;
        bli gift; gifte seg; gift med en utlending; gift eller samboer; nygift; giftemål;
        tvangsmulkt; tvangssalg; tvang; barnevern; mobbing; depresjon; angst; ensom; sorg;
        sorggruppe; dødsattest; dødsfall; dø hjemme; palliativ behandling; aktiv dødshjelp;
        fastlege; legevakt; tannlege; få babyen til å rape; rape; slå sammen kommuner; kommunene
        ble slått sammen; slå rot; slår opp telt; slå meg til ro; slo meg i kneet; kutte meg i
        fingeren; kuttet i budsjettet; skjære ved; skjæring; brannvesen; brannskade; skader på
        bilen; meld skade; skadedyr; rotter; voldgift; volda; volda kommune; eidsvoll;
        granavolden; seljord; voll skole; voldsomt vær; frivillig; frivillighetssentral;
        bevisst; bevisstgjøring; bevegelse; brystkreft; brystmelk; ammehjelp; hjerte og kar;
        slagrehabilitering; hodepine; influensa; neseblod; mensblødning; overtallig; overtid;
        overgang; overgangsalder; overall; adresse; sanger; dronning; kanada; brussel;
        kondisjon; truede arter; redd for hunder; redd for å fly; redd for tannlegen; pappaperm;
        pappa i permisjon; mamma er syk; pappa leser; mammatrening; far og sønn; farskap;
        foreldrekurs; foreldrepenger; støttekontakt; jul; julaften alene; matutdeling; gratis
        mat; akutt tannlege; vannskade; giftig avfall; krampe i leggen; kramper i foten; yoga
        for pust; drukne i papirer; svømmekurs; svømme; sove; får ikke sove; får ikke lån; orker
        ikke mer snø; vil ikke på skolen; vil ha barn; vil ikke flytte; klarer ikke betale; har
        ikke råd; ikke noe å gjøre; ingenting å gjøre; lei av jobben; lei leilighet; trøtt;
        livsmestring; livssyn; livsforsikring; livet etter skilsmissen; liv og røre; sex og
        samliv; sexolog; seksuell helse; hoppe i fallskjerm; hoppe tau; hengekøye; pc har hengt
        seg; toget; tog; broen er stengt; kjøpe hus; selge hus; kontroll av bil; kniver; levere
        kniv; våpen; politiattest; alene; skilsmisse; krangling; familievern; sint; påkjørt elg;
        elg påkjørt; slår plenen; vondt i brystet ved amming; mishandling av dyr; slår alarm;
        overgripende plan
        """,
    "nn": """
        sjølvhjelp; livet som pensjonist; gravferd; barnehage; vald til ordførar; jaktvald;
        elgvald; slå opp; slå graset; leve sunt; frisklivssentral; sorgstøtte; skulerute; valet;
        valdres; har vald; er vald inn i styret
        """,
    "en": """
        don't like living here; lots of blood tests; give life; worried about my child; go like
        this; gift; gift card; christmas gift; wrap a gift; kill time; killing time; hit the
        gym; hit song; life insurance; end of life care; cooking; cooking class; breeding;
        heating; painted; talking; threads; drug abuse; alcohol abuse; substance abuse; swimming
        stroke; breaststroke; dentist; doctor; gp; vaccine; blood test; blood pressure; live
        healthy; want to live in norway; where to live; want to learn norwegian; self defence;
        self employed; self service; cut grass; cut hair; chest of drawers; breathing exercises;
        yoga; rapeseed; grape; therapist; death certificate; funeral; grief; lonely; depression;
        anxiety; my husband is ill; mother tongue; parents evening; child benefit; childcare;
        kindergarten; school; pills; birth control pills; medicine; pharmacy; drinking water;
        battery recycling; hazardous waste; fire; boat; jump rope; bridge is closed; hang
        gliding; hanging baskets; can't sleep; can't pay my rent; don't want to move; tired of
        winter; afraid of dogs; scared of flying; suicide squad; hit me up; violin; violet;
        nosebleed; bleeding gums; hunger; food; debt; divorce; address; canada
        """,
    "uk": """
        не можу жити в гуртожитку; хочу жити в норвегії; де жити; лікар; стоматолог; вакцинація;
        дитячий садок; школа; подарунок; аналіз крові; груди; мамографія; грудне вигодовування;
        тато; мама; похорон; смерть родича; допомога; курси норвезької; страхування життя;
        судом; міський суд; збити ціну; боюся лікаря
        """,
    "ru": """
        хочу жить в норвегии; где жить; врач; стоматолог; прививка; детский сад; школа; подарок;
        анализ крови; грудное вскармливание; похороны; отправление поезда; страхование жизни;
        судом; повесить картину; боюсь собак; боюсь идти к врачу; курсы норвежского
        """,
    "pl": """
        chcę żyć zdrowo; gdzie mieszkać; lekarz; dentysta; szczepienie; przedszkole; szkoła;
        prezent; badanie krwi; karmienie piersią; pogrzeb; zatrudnienie; zatrudnić;
        ubezpieczenie na życie; gwałtowna burza; tata; mama; udar słoneczny; boję się psów; kurs
        norweskiego; zasiłek
        """,
    "ar": """
        أريد أن أعيش في النرويج; طبيب; طبيب أسنان; روضة أطفال; مدرسة; هدية; تحليل دم; جنازة;
        دورة لغة; تأمين على الحياة; تجاوز السرعة; ضرب الأعداد; زهر; سنتيمتر سم; أبي; أمي; خائف
        من الكلاب
        """,
    "tr": """
        yaşamak istiyorum; nerede yaşamak; doktor; diş hekimi; aşı; okul; hediye; düştü;
        iftihar; kan tahlili
        """,
    "lt": """
        gydytojas; vakcina; mokykla; kraujo tyrimas; dovana; noriu gyventi sveikai; laidotuvės
        """,
    "es": """
        acabar todo; miedo a el perro; médico; vacuna; escuela; regalo; seguro de vida; abogado;
        cortarme el pelo; insulto; me toca a mí
        """,
    "fr": """
        médecin; vaccin; école; cadeau; assurance vie; adresse; poisson; me couper les cheveux
        """,
    "de": """
        kann davon nicht leben; Arzt; Impfung; Schule; Geschenk; Lebensversicherung; Blutdruck;
        gewaltig; Drehung; kann nicht schlafen
        """,
    "so": """
        daawo qaatay; dhakhtar; tallaal; dugsi; hadiyad; dhiig baaris; hadalka; la hadasho
        """,
    "ti": """
        ሓኪም; ክታበት; ቤት ትምህርቲ; ህያብ; ህይወት; ስም; ኣቦይ
        """,
    "se": """
        doavttir; skuvla; boaknu; skeaŋka; eallin; váibmu
        """,
}
