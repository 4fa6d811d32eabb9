"""Words that belong together though a stemmer does not see it: irregular forms, and one meaning here."""

# One family a line; the first word stands for all. Forms the stemmer brings together need no place here.
_FORMS = """
verward verwarde verwarden verwardheid
bedreigen bedreigd bedreigde bedreigt bedreiging bedreigingen bedreigden
dreigen dreigt dreigde dreigend dreigende gedreigd dreiging dreigingen
overlijden overlijdt overleden overleed overledene
vermist vermiste vermissing vermissingen vermisten
weglopen weggelopen wegloopt wegliep wegloper weglopers weglopertje
melden meldt meldde gemeld melding meldingen
beoordelen beoordeelt beoordeeld beoordeelde beoordeling beoordelingen
begeleiden begeleidt begeleid begeleide begeleidde begeleider begeleiders begeleiding begeleidster
verslaafd verslaafde verslaafden verslaving verslavingen
dakloos dakloze daklozen
slaan slaat sla sloeg sloegen geslagen
stelen steelt stal gestolen diefstal dief
onttrekken onttrekt onttrok onttrokken onttrekking
binnentreden binnentreding binnengetreden
evalueren evalueert geevalueerd evalueerden evaluatie evaluaties
bespreken bespreekt besproken besprak bespraken bespreking
arrestant arrestanten
arresteren arresteert gearresteerd arrestatie
wapen wapens
vinden vindt vond vonden gevonden
aantreffen aantreft aangetroffen trof troffen treffen treft
bellen belt bel belde belden gebeld belletje belletjes telefoontje opbellen opgebeld
inlichten licht inlicht ingelicht
informeren informeert geinformeerd informeerde
geweld gewelddadig gewelddadige geweldsincident
reanimeren reanimeert reanimatie gereanimeerd
tekenen tekent getekend ondertekenen ondertekend handtekening handtekeningen ondertekening
begrenzen begrenst begrensd begrenzing
schoppen schopt schopte geschopt trappen getrapt
schreeuwen schreeuwt schreeuwde schreeuwend geschreeuwd gillen gilt gillend tieren brullen
gooien gooit gooide gegooid smijten smijt smeet gesmeten
steken steekt stak gestoken steekpartij steekwond
vechten vecht vocht gevochten vechtpartij vechtend knokken
houden houdt hield hielden
vasthouden vastgehouden vasthoudt vasthield vasthouding
aanhouden aangehouden aanhoudt aanhield aanhouding aanhoudingen
meenemen meegenomen meeneemt meenam
ophalen opgehaald ophaalt ophaalde
brengen brengt bracht brachten gebracht
terugbrengen teruggebracht terugbrengt
komen komt kwam kwamen gekomen
meegaan meegegaan meegaat meeging meekomen meekomt
vragen vraagt vraag vroeg vroegen gevraagd
zien ziet zag zagen gezien
zoeken zoekt zocht zochten gezocht zoektocht
kijken kijkt keek keken gekeken
spreken spreekt sprak gesproken
aanspreken aanspreekt aangesproken aansprak
zitten zit zat zaten gezeten
staan staat stond stonden gestaan
lopen loopt liep liepen gelopen
eten eet at aten gegeten meeeten
weten weet wist wisten geweten
geven geeft gaf gaven gegeven
delen deelt deelde gedeeld
gebruiken gebruikt gebruikte gebruik gebruiker gebruikers
dealen dealt dealde gedeald dealer dealers drugsdealer drugsdealers
drinken drinkt dronk gedronken drank alcohol
dronken beschonken
nuchter ontnuchteren ontnuchterd ontnuchtering
schorsen schorst geschorst schorsing geschorste
weigeren weigert weigerde geweigerd weigering
vertrekken vertrekt vertrok vertrokken vertrek
opnemen opgenomen opneemt opnam
opname opnames crisisopname
aangifte aangiften aangiftes
voorkomen voorkomt voorkwam preventie preventief preventieve
verwachten verwacht verwachtte verwachting verwachtingen
inschatten ingeschat inschatting inschat inschattingen risicotaxatie
escaleren escaleert geescaleerd escalatie
springen springt sprong gesprongen
huilen huilt huilde
klagen klaagt klaagde geklaagd klacht klachten
onrust onrustig onrustige
rustig rustige rust kalm kalmte
afspreken afgesproken afspreekt afspraak afspraken
werkafspraak werkafspraken samenwerkingsafspraak samenwerkingsafspraken
leren leert leerde geleerd lerende
verbeteren verbetert verbeterd verbetering verbeteringen verbeterpunt verbeterpunten
uitnodigen uitgenodigd nodigen nodigt uitnodiging
kennen kent kende kenden gekend
kennismaken kennisgemaakt kennismaking
investeren investeert geinvesteerd investering
vertrouwen vertrouwt vertrouwd vertrouwde
verhoren verhoort verhoord verhoor
opvragen opgevraagd opvraagt
vorderen gevorderd vordering
fixeren fixeert gefixeerd fixatie
sederen sedeert gesedeerd sedatie
toedienen toegediend toediening
spuit spuiten platspuiten platgespoten gespoten injectie injecties prik prikken prikje
medicatie medicijn medicijnen medicament medicamenten dwangmedicatie
vernietigen vernietigd vernietiging
inleveren ingeleverd inlevert
afgeven afgegeven afgifte
insluiten ingesloten insluit insluiting insluitbaar insluitbaarheid
hechten gehecht hechting
gewond gewonde wond wonden verwonding verwondingen
mishandelen mishandeld mishandelt mishandeling
stalken stalkt gestalkt stalker stalking belaging
bespugen bespuugd spugen spuugt gespuugd spuug
aanvallen aangevallen aanvalt viel
forceren geforceerd forceert intrappen ingetrapt openbreken opengebroken
uitvoeren uitgevoerd uitvoert uitvoering
opschalen opgeschaald opschaalt opschaling afschalen
inbrengen ingebracht inbrengt
vastzitten vastzit vastzat detentie gevangenis gedetineerd bajes
opgepakt oppakken opgepakte
resocialiseren resocialiseert resocialisatie geresocialiseerd
waarschuwen waarschuwt gewaarschuwd waarschuwing waarschuwingen
brandstichting brand brandje fik aangestoken
beveiliging beveiliger beveiligers beveiligingsbeambte beveiligingsmensen
verblijven verblijft verbleef verblijf verblijfplaats
slapen slaapt sliep geslapen slaapplek slaapplaats
kind kinderen kindje kinderen baby
vrouw vrouwen mevrouw
man mannen meneer heer
ouder ouders vader moeder
jongere jongeren jongen jongens
meisje meisjes meid meiden
buur buren buurman buurvrouw omwonende omwonenden buurtbewoner buurtbewoners
wijkagent wijkagenten wijkagente
agent agenten politieagent politieagenten politiemensen politieman diender dienders politiemens
"""

_MEANINGS = """
suicide zelfdoding zelfmoord suicidaal suicideren suicideert suicidepoging suicidale
separeer separeercel isoleer isoleercel isolatiecel separatie isoleercellen
agressie agressief agressieve agressiviteit
psychose psychotisch psychotische
seh eerstehulp spoedpost
vergadering bijeenkomst meeting
convenant convenanten samenwerkingsovereenkomst
protocol protocollen
bakkie koffie koffiemoment
verpleegkundige verpleegkundigen verpleger verplegers verpleging
bewoner bewoners bewoonster medebewoner medebewoners huisgenoot huisgenoten
patient patienten medepatient medepatienten
dossier dossiers dossieropbouw dossiervorming
geheim beroepsgeheim zwijgplicht geheimhouding
privacy avg
recherche rechercheur rechercheurs
zeden zedendelict zedendelicten zedenzaak zedendelinquent zedenzaken
uithuisplaatsing uithuisplaatsingen uithuisplaatsen
huisuitzetting uithuiszetting uithuiszettingen huisuitzettingen ontruiming ontruimen
pandverbod toegangsverbod locatieverbod gebouwverbod
politiebureau bureau
cel politiecel cellencomplex politiecellencomplex cellengang arrestantenverblijf
kliniek inrichting
surveillance noodhulp incidentafhandeling
ziekenhuis ziekenhuizen
ovj officier officieren
hovj hulpofficier
lvb verstandelijk verstandelijke
crisisdienst crisisdiensten
partner partners
ex expartner
"""


def word_families() -> dict[str, str]:
    """Each listed word and the word that stands for its family; a word in two families follows the first."""
    families: dict[str, str] = {}
    for line in (_FORMS + _MEANINGS).split("\n"):
        first, *others = line.split() or [""]
        for word in (first, *others):
            if word:
                families.setdefault(word, first)
    return families
