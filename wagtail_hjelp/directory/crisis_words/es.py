"""Words of crisis in Spanish."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "pega/pegan/pegó/golpea/golpean/golpeó/maltrata/maltratan/amenaza/agrede/agredió/ahorca/"
    "empuja/lastima"
)
_PARENT = "papá/padre/madre/mamá/padrastro/madrastra/padres/papi/mami"
_RELATIVE = f"{_PARENT}/tío/abuelo/hermano/primo"
_PARTNER = "marido/esposo/novio/pareja/esposa/ex/expareja/suegra"
_CHILD = "hijo/hija/hijos/niño/niña/niños/bebé"
_PILLS = "pastillas/medicinas/medicamentos/tabletas/píldoras"

WORDS = CrisisWords(
    illness="""
        =infarto/infartos, ataque al/de corazón, ataque cardíaco/cardiaco, paro cardíaco/cardiaco,
        derrame cerebral, =ictus, =embolia, dolor/dolores/opresión/presión en/de pecho,
        duele el pecho, no puedo/puede respirar, no respira, dificultad para respirar,
        me falta aire, falta de aire, me ahogo, se ahoga, inconsciente,
        =desmayo/desmayado/desmayada/desmayó, perdió/perdido conocimiento/consciencia, no despierta,
        sangra mucho, =sangrando/sangrado, hemorragia, no para de sangrar, convulsiones, convulsión,
        ataque epiléptico/epilepsia, anafil*, anafilaxia, shock anafiláctico/alérgico, atragant*,
        atragantado, =ahogado/ahogada/ahogando, apuñal*, herida de bala, necesito/llamar ambulancia,
        peligro de muerte
    """,
    overdose=f"""
        sobredosis, tomé/tomó/tomado/tragó muchas/demasiadas {_PILLS}, demasiadas {_PILLS}
    """,
    poisoning="""
        envenen*, envenenamiento, =veneno/venenos, venenos*, intoxicación,
        tragó/bebió/tomó/tragado/bebido lejía/cloro/pila/batería/detergente/setas/veneno/ácido,
        mordedura/picadura/mordió serpiente/víbora/culebra, monóxido
    """,
    suicide="""
        suicid*, suicidio, suicidarme, =matarme, quiero/quisiera/deseo morir/morirme/matarme,
        quiero estar muerto/muerta, no quiero vivir/existir/despertar, no quiero seguir viviendo,
        no puedo =más/mas, quitarme/quitarse/quitar la vida, acabar/terminar con mi/su vida,
        acabar =con todo, ganas de morir/morirme, no tengo/sin ganas/razones/razón de/para vivir,
        mejor muerto/muerta, cansado/cansada de vivir/vida, vida no tiene sentido, =ahorcarme,
        tirarme de un puente, tirarme al tren/metro
    """,
    violence=f"""
        violencia, =me/nos {_HITS}, {_PARTNER} me/nos {_HITS}, {_PARTNER} {_HITS}, maltrato,
        maltratada/maltratado, malos tratos, amenaza/amenazas de muerte, =amenazas,
        miedo a/de mi {_PARTNER}, miedo en casa, miedo de volver a casa, quiere matarme,
        me quiere/va matar, quiere matar, matrimonio forzado/forzoso,
        obligan/obligada/obligan a casarme/casar, crimen de honor, mutilación genital,
        trata de personas, =acoso/acosador/acosa/acosan, casa de acogida, paliza
    """,
    child_harm=f"""
        {_RELATIVE} me/nos {_HITS}, {_RELATIVE} {_HITS}, maltrato/abuso infantil, abuso de menores,
        {_HITS} a mi {_CHILD}, niño/niña/niños maltratado/golpeado/maltratada/maltratados,
        miedo a/de mi {_RELATIVE}, {_PARENT} borracho/borracha
    """,
    sexual_abuse="""
        =violación/violaciones, =violada/violado, me violó/violaron, =abuso,
        abuso/agresión/acoso/violencia sexual, abusó/abusaron de mí, =incesto, pedófilo, pederasta,
        tocamientos, obligó a tener sexo/relaciones, sexo sin consentimiento, fotos desnuda/desnudo
    """,
    self_harm="""
        autolesi*, autolesión, autolesionarme, =cortarme, me corto, hacerme daño, me hago daño,
        cortarme las venas, me lastimo
    """,
    harmless="""
        corto/cortarme el pelo/cabello, me corto el pelo/cabello, sangrado de encías, =intimar
    """,
    light="""
        yo tú él el la los las un una de del a al en y que me nos mi mis tu su se muy ya he ha fue
        para por con más siempre
    """,
)
