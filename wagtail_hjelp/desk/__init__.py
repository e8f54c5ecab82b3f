"""What editors see beside their forms, and the reports that tell them what to do next."""
