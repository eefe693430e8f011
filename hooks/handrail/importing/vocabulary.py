"""The words that texts of how-tos are recognised by, in the languages that we know them in.

A language that is missing here loses nothing: its labels and lists stay as they stand.
"""

import re
from typing import Final

ROLES: Final = {
    "tips": (
        "tips, tip, hints, tips and tricks, useful tips, pro tips, cook's tips, helpful tips, tipps, hinweise, conseils, astuces, "
        "consejos, consigli, dicas, نصائح, نصيحة, أفكار مفيدة"
    ),
    "warnings": (
        "warnings, warning, cautions, caution, safety, safety warnings, warnungen, warnhinweise, avertissements, advertencias, "
        "avvertenze, avisos, تحذيرات, تحذير"
    ),
    "needs": (
        "things you'll need, things you will need, things needed, what you need, what you'll need, what you will need, you will need, "
        "you'll need, you need, "
        "supplies, materials, tools, tools and materials, materials and tools, equipment, ingredients, requirements, "
        "was du brauchst, das brauchst du, zutaten, material, werkzeug, éléments nécessaires, ingrédients, matériel, "
        "cosas que necesitarás, ingredientes, materiales, cose che ti serviranno, ingredienti, materiais, "
        "الأشياء التي ستحتاج إليها, المكونات, المواد المطلوبة, الأدوات"
    ),
    "sources": (
        "sources, references, sources and citations, citations, bibliography, quellen, quellenangaben, einzelnachweise, "
        "références, sources et citations, referencias, fuentes, riferimenti, fonti, referências, fontes, المراجع, المصادر"
    ),
    "related": (
        "related, related guides, related articles, related how-tos, related wikihows, see also, more guides, you might also like, "
        "read next, verwandte artikel, siehe auch, articles connexes, voir aussi, artículos relacionados, "
        "articoli correlati, artigos relacionados, مقالات ذات صلة"
    ),
    "steps": (
        "steps, instructions, directions, method, how to do it, procedure, preparation, what to do, anleitung, zubereitung, schritte, "
        "étapes, instructions, préparation, pasos, instrucciones, preparación, passaggi, procedimento, passos, "
        "الخطوات, التعليمات, طريقة التحضير, طريقة العمل"
    ),
}
"""What a section is, by what its heading says."""

ROLE_OF: Final = {name.strip(): role for role, names in ROLES.items() for name in names.split(",")}

_COUNT = r"(?:\d{1,4}|[٠-٩]{1,4}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)"
_AFTER = r"(?:\s*(?:of|/|von|de|من)\s*\d{1,4})?\s*(?:[:.)\]–—-]+\s*|\s+|$)"
PART: Final = re.compile(
    rf"(?:part|method|section|chapter|phase|stage|teil|methode|abschnitt|kapitel|partie|méthode|parte|método|metodo|sección|"
    rf"الجزء|الطريقة|القسم)\s+(?P<number>{_COUNT}){_AFTER}",
    re.IGNORECASE,
)
"""What a part is called before its own words, such as `Part 2:`."""
STEP: Final = re.compile(
    rf"(?:step|schritt|étape|etape|paso|passaggio|passo|الخطوة|خطوة)\s*(?:#|no\.?|nr\.?)?\s*(?P<number>{_COUNT}){_AFTER}",
    re.IGNORECASE,
)
"""What a step is called before its own words, such as `Step 3 -`."""
NUMBER: Final = re.compile(r"[(\[]?(?P<number>\d{1,4}|[٠-٩]{1,4})(?:[.)\]:]+|\s*[–—-])(?!\d)\s*(?=\S)")
"""What is before the words of a numbered line, such as `3)`."""
BARE: Final = re.compile(r"[(\[]?(?:\d{1,4}|[٠-٩]{1,4})[.)\]:]?")
"""A number that stands alone."""
NUMBERS: Final = {
    name: at
    for names in (
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    )
    for at, name in enumerate(names, 1)
}

BOXES: Final = {
    "tip": "tip, hint, pro tip, top tip, quick tip, tipp, conseil, astuce, consejo, consiglio, dica, نصيحة",
    "note": "note, nb, n.b., hinweis, anmerkung, remarque, nota, ملاحظة",
    "warning": "warning, caution, danger, attention, important, achtung, warnung, vorsicht, avertissement, advertencia, "
    "atención, cuidado, avvertenza, attenzione, aviso, atenção, تحذير, تنبيه",
}
"""What a paragraph begins with that is a box of a kind."""

_LABELS: Final = {name.strip(): kind for kind, names in BOXES.items() for name in names.split(",")}
TIME: Final = re.compile(
    r"(?:total |active )?time(?: needed| required)?\s*:\s*(?P<time>[\w ,–-]{2,40}?)\.?", re.IGNORECASE
)
"""A line that says how long all of it takes."""

LABEL: Final = re.compile(
    r"(?:\[!(?P<alert>note|tip|important|warning|caution)\]\s*|(?P<label>"
    + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
    + r")\s*(?:[:!：]|\s[–—-]\s)\s*)(?=\S)",
    re.IGNORECASE,
)


def box_of(label: str) -> str:
    """Return the kind of box that a label stands for."""
    name = label.casefold()
    return _LABELS.get(name, "warning" if name in ("important", "caution") else name)


_LONGEST: Final = 80
"""How many characters a heading has at most that says what its section is."""


def role_of(heading: str) -> str:
    """Return what a section is by its heading, or ""."""
    if len(heading) > _LONGEST:
        return ""
    name = re.sub(r"\s*\(.*\)$", "", heading.casefold().replace("’", "'"))
    return ROLE_OF.get(" ".join(name.split()).strip(" :.!"), "")


IMPERATIVES: Final = frozenset(
    (
        "add adjust agree aim align allow apply arrange ask assemble attach avoid bake balance beat begin "
        "blend boil book bring brush build buy call carry change charge check choose chop clean clear click "
        "close collect combine compare complete confirm connect consider contact continue cook cool copy "
        "count cover crack create cut decide decorate delete detach dice dig dip disconnect discard dissolve "
        "divide do don't download drain draw dress drill drink drive drop dry dust eat empty enter estimate "
        "explain fasten feed fetch fill find finish fit fix flatten flip fold follow freeze fry garnish "
        "gather get give glue go grab grate grease grind grip hammer hang heat help hold hook identify "
        "inspect insert install invite iron join keep knead know label lather lay leave let level lift light "
        "line listen load lock loosen look lower make mark mash massage measure meet melt mix moisten mount "
        "move never note oil open order organise organize pack paint park peel pick pin place plan plant plug "
        "point polish pour practise practice preheat prepare press prime print pull pump push put raise read "
        "record reduce refill refrigerate reheat release remember remove repair repeat replace rest return "
        "rinse roast roll rotate rub run sand save say scan scoop scrape screw scrub seal season secure "
        "select send serve set sew shake share shape sharpen sift sign simmer sit slice slide slip slow "
        "smooth soak soften spin split spoon spray spread sprinkle squeeze stack stand start stay steam steep "
        "stick stir stop store strain stretch sweep swirl switch take talk tap taste tell test thank thread "
        "throw tie tighten tilt toast toss touch transfer trim try tuck turn twist type undo unfold unlock "
        "unplug unscrew update use verify visit wait walk warm wash watch water wear weigh wet whip whisk "
        "wipe work wrap write "
    ).split()
)
"""English verbs with which an instruction begins."""

_UNITS: Final = {
    "minute": "minutes?|mins?|minuten?|minutos?|minuti|minuto|دقيقة|دقائق",
    "hour": "hours?|hrs?|stunden?|std|heures?|horas?|ore|ora|ساعات|ساعة",
}
_AMOUNT: Final = r"(?:\d{1,3}|[٠-٩]{1,3})"
DURATION: Final = re.compile(
    rf"(?<![\d.,/])(?P<least>{_AMOUNT})(?:\s*(?:[-–—]|to|or|bis|oder|à|a|إلى)\s*(?P<most>{_AMOUNT}))?[\s-]*"
    rf"(?:(?P<minute>{_UNITS['minute']})|(?P<hour>{_UNITS['hour']}))(?!\w)",
    re.IGNORECASE,
)
WAITING: Final = re.compile(
    r"\b(?:for|wait|let|leave|steep|boil|simmer|bake|cook|rest|soak|chill|rise|stand|cool|dry|heat|fry|roast|knead|stir|"
    r"hold|freeze|marinate|steam|brew|sit|set|keep|lang|warte|warten|lass|lassen|ziehen|backen|kochen|pendant|laisse|laissez|cuire|attends|attendez|"
    r"durante|espera|espere|deja|deje|hornea|hornee|cuocere|lascia|attendi|aguarde|deixe)\b|انتظر|اترك|لمدة|دع",
    re.IGNORECASE,
)
"""What a sentence says that has somebody wait, rather than tell how long something takes."""
NO_WAIT: Final = re.compile(
    r"\b(?:takes?|took|within|less than|under|ago|in advance|every|each|at least once|old|per)\b",
    re.IGNORECASE,
)
