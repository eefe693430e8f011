# mypy: ignore-errors
"""Some thousands of expressions as an author's widget may write them, each with its answer or its error.

test_parity.py compares CPython, Pyodide and the pruned Python of the snapshot: what the build found unreachable
and took out must be missed nowhere here. Each line of `result` is `expression -> answer`.
"""

import collections
import contextlib
import copy
import dataclasses
import datetime
import enum
import functools
import io
import itertools
import json
import math
import operator
import re
import textwrap
import typing

results = []


def shown(value):
    """Return a value's repr; a set's with its members in order, since strings are hashed by chance."""
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}: {sorted(map(repr, value))}"
    return repr(value)


def ask(expression, **names):
    """Note what an expression gives: its repr, or its exception's name and words."""
    try:
        answer = shown(eval(expression, SCOPE | names))
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    given = " ".join(f"{name}={value!r}" for name, value in names.items())
    results.append(f"{expression} [{given}] -> {answer}".replace("\n", "\\n").replace("\r", "\\r"))


@dataclasses.dataclass(frozen=True, order=True)
class Cup:
    size: int
    tea: str = "mint"
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(kw_only=True, slots=True)
class Pot:
    cups: list[Cup] = dataclasses.field(default_factory=list)
    made: datetime.date | None = None

    def __post_init__(self):
        if len(self.cups) > 3:
            raise ValueError("too many cups")


@dataclasses.dataclass
class Tray:
    cup: Cup
    _: dataclasses.KW_ONLY
    lid: bool = False
    pot: Pot | None = None


@dataclasses.dataclass(frozen=True)
class Laid(Cup):
    self: int = 3
    count: int = dataclasses.field(default=2, init=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Spoon(Cup):
    cup: str = "size"

    def stir(self):
        return super().__repr__()


@dataclasses.dataclass(frozen=True)
class Poured:
    size: dataclasses.InitVar[int]
    half: float = 0.0

    def __post_init__(self, size):
        object.__setattr__(self, "half", size / 2)


@dataclasses.dataclass
class Made:
    cup: Cup = Cup(1)

    def __init__(self, size):
        self.cup = Cup(size)

    def __setattr__(self, name, value):
        super().__setattr__(name, (value, "set"))


class Mood(enum.StrEnum):
    LOW = "low"
    FAIR = enum.auto()


class Level(enum.IntFlag):
    READ = 1
    WRITE = 2


class Steps(typing.NamedTuple):
    done: int
    of: int = 3


class Kettle:
    """Has most special methods."""

    def __init__(self, degrees):
        self.degrees = degrees

    def __repr__(self):
        return f"Kettle({self.degrees})"

    def __eq__(self, other):
        return isinstance(other, Kettle) and self.degrees == other.degrees

    def __hash__(self):
        return hash(self.degrees)

    def __lt__(self, other):
        return self.degrees < other.degrees

    def __add__(self, more):
        return Kettle(self.degrees + more)

    def __radd__(self, more):
        return self + more

    def __getitem__(self, key):
        return key

    def __contains__(self, key):
        return key == self.degrees

    def __len__(self):
        return 3

    def __iter__(self):
        yield from (1, 2, 3)

    def __call__(self, *given, **named):
        return given, named

    def __enter__(self):
        return self

    def __exit__(self, *what):
        return what[0] is KeyError

    def __format__(self, spec):
        return f"<{spec}>"

    def __matmul__(self, other):
        return "at"

    def __bool__(self):
        return self.degrees > 50

    def __index__(self):
        return int(self.degrees)

    @property
    def hot(self):
        return bool(self)

    @classmethod
    def cold(cls):
        return cls(4)

    @staticmethod
    def name():
        return "kettle"

    @functools.cached_property
    def twice(self):
        return self.degrees * 2


SCOPE = globals()
SCOPE["day"] = datetime.date(2026, 11, 23)
SCOPE["moment"] = datetime.datetime(
    2026, 11, 23, 5, 7, 9, 120, datetime.timezone(datetime.timedelta(hours=1))
)
SCOPE["naive"] = datetime.datetime(2026, 3, 29, 2, 30)
SCOPE["span"] = datetime.timedelta(days=2, hours=3, seconds=5.25)

# --- Every operator between values of every kind ---------------------------------------------------------

VALUES = (
    *("0", "7", "-13", "2**70", "0.1", "-2.5", "1e308", "float('inf')", "True", "None", "2+3j"),
    *("'tea'", "''", "b'ab'", "[1, 'a']", "(1, 2)", "{'a': 1}", "{1, 2}", "range(5)", "Cup(1)", "Mood.LOW"),
    *("Level.READ", "Steps(1)", "Kettle(60)", "day", "moment", "span"),
)
for sign in ("+", "-", "*", "/", "//", "%", "<", "==", "in", "&", "|"):
    for left, right in itertools.product(VALUES, repeat=2):
        if not (
            sign == "*" and {"2**70", "'tea'", "b'ab'"} & {left, right}
        ):  # too long for memory, or for a line
            ask(f"{left} {sign} {right}")
for value in VALUES:
    for call in (
        *("-{}", "+{}", "~{}", "not {}", "abs({})", "bool({})", "int({})", "float({})", "str({})", "len({})"),
        *(
            "list({})", "tuple({})", "sorted({})", "sum({})", "max({})", "iter({}) and 1", "dict({})",
            "set({})",
        ),
        *(
            "type({}).__name__", "callable({})", "round({})", "json.dumps({})", "copy.copy({})",
            "f'{{{}!r:>12}}'",
        ),
        *("{}[0]", "{}[::-1]", "{}.tea", "{}()", "[*{}]", "{{**{}}}", "reversed({}) and 1", "next(iter({}))"),
        *("hash({}) == hash({})", "math.floor({})", "math.isclose({}, 7)", "operator.index({})", "chr({})"),
        *(
            "'%s' % ({},)", "'%d' % {}", "isinstance({}, (int, str))", "divmod({}, 3)", "pow({}, 2)",
            "bytes({})",
        ),
    ):
        if (value, call) not in (
            ("2**70", "bytes({})"),
            ("1e308", "pow({}, 2)"),
        ):  # too long; in the C library's words
            ask(call.replace("{}", f"({value})"))

# --- Text ------------------------------------------------------------------------------------------------

TEXTS = (
    "Tea for two", "", "straße ẞ ŉ ǆ ﬁ", "  a\tb \n", "İıΣς", "x1-Ab_9", "👩‍👩‍👧 e\u0301", "1,2,,3", "¹²½ⅷ٣",
    "O'Neill's",
)
for text in TEXTS:
    for method in (
        *(
            "upper()", "lower()", "title()", "casefold()", "capitalize()", "swapcase()", "strip()", "split()",
            "split(',')",
        ),
        *(
            "rsplit(None, 1)", "splitlines(True)", "partition(' ')", "center(21, '*')", "ljust(9) + '|'",
            "zfill(7)",
        ),
        *(
            "find('e')", "rindex('e')", "count('')", "replace('e', '€', 1)", "startswith(('T', 'x'))",
            "removesuffix('o')",
        ),
        *(
            "encode()", "encode('ascii', 'xmlcharrefreplace')", "encode('latin-1')", "isalnum()",
            "isidentifier()",
        ),
        *(
            "isnumeric()", "isdecimal()", "isprintable()", "expandtabs(4)", "translate({97: None, 101: 'E'})",
            "join('ab')",
        ),
        *(
            "__contains__('e')", "__getitem__(slice(None, None, -2))", "format(1)", "istitle()", "rfind('')",
            "isspace()",
        ),
    ):
        ask(f"text.{method}", text=text)
    ask("json.dumps(text), json.loads(json.dumps(text)) == text", text=text)
    ask("re.findall(r'(?u)\\w+|[^\\w\\s]', text)", text=text)
    ask("re.sub(r'(?P<a>\\w)(\\w)', r'\\2\\g<a>', text)", text=text)
    ask("textwrap.shorten(text * 4, 20), textwrap.indent(text, '> ')", text=text)
    ask("[ord(sign) for sign in text], sorted(text), ''.join(reversed(text))", text=text)
    ask("ascii(text), repr(text), text.isascii()", text=text)

for number in (
    "0", "3", "-17", "12345678", "0.5", "-1.25", "123456.789", "1e21", "1e-7", "float('nan')", "True",
):
    for spec in (
        "", "d", "5", "<8", ">+8", "^9", "08.3f", ",", "_", ".2f", ".3g", "e", "%", "x", "#b", "o", "c", "n",
        "=+9", "*^12.1f", "s", "z.0f",
    ):
        ask(f"format({number}, {spec!r})")
for text in (
    "3", "-7", " 12 ", "1_000", "0x1f", "1e3", "٣", "", "--1", "1.5", "nan", "Infinity",
    "9" * 30,
    "0b101", "1__0", "½",
):
    for call in (
        "int(text)", "int(text, 0)", "int(text, 16)", "float(text)", "complex(text)", "bool(text)",
        "text.isdigit()",
    ):
        ask(call, text=text)

PATTERNS = (
    *(
        r"(\d+)-(\d+)", r"(?i)TEA", r"^\s*$", r"(?m)^.", r"(?s).+", r"a|b|", r"(?P<year>\d{4})", r"\bfor\b",
        r"[à-ÿ]", r"(?!x)",
    ),
    *(
        r"(a)?b(?(1)c|d)", r"x{2,}?", r"[[]", r"(?<!\d)\d", r"\Z", r"(", r"*", r"[z-a]", r"\8", r"(?P<1>a)",
        r"a++", r"(?a:\w+)",
    ),
)
for pattern in PATTERNS:
    for text in ("2026-11-23 tea for two", "abc bd é\nxxx 7", ""):
        for call in (
            "findall(pattern, text)", "split(pattern, text, maxsplit=2)", "sub(pattern, '_', text, count=3)",
            "search(pattern, text)", "fullmatch(pattern, text)",
        ):
            ask(f"re.{call}", pattern=pattern, text=text)

# --- Containers ------------------------------------------------------------------------------------------

for call in (
    *(
        "items.append(4) or items", "items.pop()", "items.pop(7)", "items.insert(-1, 0) or items",
        "items.remove(9)",
    ),
    *(
        "items.index(2)", "items.sort(reverse=True) or items", "items.extend('ab') or items",
        "items.clear() or items",
    ),
    *(
        "items[1:] + items[:1]", "items.__setitem__(slice(0, 2), 'xyz') or items", "items * 3", "items[5]",
        "items['a']",
    ),
    *("[x * y for x in items for y in items if x != y]", "{x: y for x, y in zip(items, 'abc', strict=True)}"),
    *(
        "list(zip(items, 'ab', strict=True))", "dict(enumerate(items, 1))", "max(items, key=lambda x: -x)",
        "min([], default=5)",
    ),
    *(
        "any(x > 2 for x in items)", "all([])", "sum(items, start=10)", "list(map(str, items))",
        "list(filter(None, [0, *items]))",
    ),
    *(
        "functools.reduce(operator.add, items)", "sorted(items, key=lambda x: (-x % 2, x))",
        "copy.deepcopy([items, items])",
    ),
    *(
        "first := items[0]", "(lambda *a, b=2, **c: (a, b, c))(*items, d=1)",
        "print(*items, sep='-', file=io.StringIO())",
    ),
    *(
        "[a for a, *b in ['xyz', 'pq']]", "items == [1, 2, 3] != [1]", "1 < items[1] < 3 <= 3",
        "items is items", "del_(items)",
    ),
):
    ask(call, items=[1, 2, 3])
for call in (
    *(
        "cups['b']", "cups.get('b', 0)", "cups.pop('z')", "cups.setdefault('c', []) or cups",
        "cups | {'a': 9}", "list(cups.items())",
    ),
    *(
        "cups.update(d=4) or cups", "cups.popitem()", "{**cups, 'x': 1}", "cups.keys() & {'a', 'z'}",
        "sorted(cups, key=cups.get)",
    ),
    *(
        "dict.fromkeys('ab', 0)", "dict([('a', 1), ('b',)])", "cups.items() >= {('a', 1)}",
        "list(reversed(cups))", "cups == dict(b=2, a=1)",
    ),
    *(
        "{[]: 1}", "collections.Counter('tea time')['t']",
        "collections.Counter(a=3) - collections.Counter(a=1, b=2)", "cups['a'] += 1",
    ),
    *(
        "collections.defaultdict(int, cups)['q']", "collections.deque('abc', maxlen=2)",
        "collections.OrderedDict(cups)", "cups.nope",
    ),
):
    ask(call, cups={"a": 1, "b": 2})
for call in (
    *(
        "{1, 2} | {3}", "{1, 2} ^ {2, 3}", "{1} <= {1, 2}", "frozenset('aab') == {'a', 'b'}",
        "{1, 2}.isdisjoint({3})", "{[]}", "set().pop()",
    ),
    *(
        "sorted({3, 1, 2})", "{x % 3 for x in range(9)}", "{1}.add(2)", "{1}.remove(2)",
        "len({1, True, 1.0})", "{frozenset()}",
    ),
    *(
        "Cup(1) < Cup(2)", "Cup(1, tea=5)", "Cup()", "Cup(1, 'a', (), 4)",
        "dataclasses.replace(Cup(1), size=2)", "Cup(1).__hash__() != 0",
    ),
    *(
        "dataclasses.asdict(Pot(cups=[Cup(1)]))", "Pot(cups=[Cup(1)] * 4)", "Pot([])",
        "dataclasses.astuple(Cup(2))", "Cup(1).nope",
    ),
    *(
        "Tray(Cup(1))", "Tray(Cup(1), True)", "Tray(lid=1, cup=2)", "Tray()", "Tray(1, pot=2, pan=3)", "Tray(1, cup=2)",
        "Tray(1) == Tray(1)", "Tray(1) == Tray(1, lid=True)", "hash(Tray(1))", "Tray.__init__.__qualname__",
        "Tray.__init__.__defaults__", "Tray.__init__.__kwdefaults__", "Tray.__init__.__annotations__",
        "Tray.__match_args__", "Tray.__init__.__code__.co_varnames", "Tray.__init__.__name__",
    ),
    *(
        "Laid(1)", "Laid(1, self=4)", "Laid(1, count=4)", "Laid(1).self", "Spoon(1, cup='tea')", "Spoon(1).stir()",
        "Spoon(1).nope", "Spoon.__slots__", "dataclasses.replace(Spoon(1), cup='tea')", "setattr(Spoon(1), 'cup', 1)",
        "Poured(5)", "Poured(5).size", "Poured('a')", "Made(2).cup", "Made()", "Cup.__init__.__defaults__",
        "Cup.__init__.__annotations__", "dataclasses.make_dataclass('D', ['x', ('y', int, 5)])(1)",
        "dataclasses.make_dataclass('D', [('y', int, 5), 'x'])",
    ),
    *(
        "[field.name for field in dataclasses.fields(Pot)]", "dataclasses.fields(5)",
        "dataclasses.replace(Cup(1), nope=2)", "Pot() == Pot()",
    ),
    *(
        "Mood('low')", "Mood('high')", "list(Mood)", "Mood.FAIR.value", "f'{Mood.LOW}'",
        "Mood['LOW'] is Mood.LOW", "Mood.NOPE",
    ),
    *(
        "Level(3)", "Level.READ | Level.WRITE", "~Level.READ", "Level(0)", "Level(9)",
        "Level.READ in Level(3)", "list(Level(3))",
    ),
    *(
        "Steps(1).of", "Steps()", "Steps(1)._replace(of=9)", "Steps(1)._asdict()", "Steps._fields",
        "Steps(1, 2, 3)", "Steps(1) + (4,)",
    ),
    *(
        "Kettle(60)(1, a=2)", "5 + Kettle(1)", "Kettle(1) @ 2", "Kettle(60)[1:2, ...]", "60 in Kettle(60)",
        "f'{Kettle(1):>4}'",
    ),
    *(
        "Kettle.cold().hot", "Kettle(3).twice", "Kettle.name()", "sorted([Kettle(3), Kettle(1)])",
        "[1, 2, 3, 4, 5][Kettle(2)]",
    ),
    *(
        "Kettle(1).hot.nope", "Kettle()", "Kettle(1) < 5", "{Kettle(1): 2}[Kettle(1)]",
        "isinstance(Kettle(1), collections.abc.Iterable)",
    ),
    *(
        "range(10)[2:7:2]", "range(5).index(3)", "range(0)", "range(1, 10, 0)", "list(range(5, 0, -2))",
        "range(3) == range(0, 3, 1)",
    ),
    *(
        "slice(1, None).indices(5)", "memoryview(b'abc')[1]", "bytearray(b'ab') + b'c'", "b'a%db' % 5",
        "bytes.fromhex('c3 a9').decode()",
    ),
    *(
        "b'\\xff'.decode()", "b'\\xff'.decode('latin-1')", "b'\\xe9'.decode(errors='replace')",
        "int.from_bytes(b'\\x01\\x00')", "(258).to_bytes(1)",
    ),
):
    ask(call)

# --- Numbers ---------------------------------------------------------------------------------------------

for number in (0, 1, -1, 0.5, -0.0, 3.7, 1e-9, 12345.678, 10**20, 2**53 + 1, -7):
    for name in (
        *(
            "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "degrees",
            "erf", "erfc", "exp", "exp2",
        ),
        *(
            "expm1", "fabs", "factorial", "floor", "frexp", "fsum", "gamma", "isfinite", "isinf", "isqrt",
            "lgamma", "log", "log10",
        ),
        *("log1p", "log2", "modf", "prod", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp"),
    ):
        if not (name == "factorial" and number > 1e6):
            ask(f"math.{name}(number)", number=number)
    for call in (
        "round(number, 1)", "round(number, -1)", "number.is_integer()", "number.as_integer_ratio()",
        "number.real", "hash(number)", "number ** -1", "number ** 0.5", "divmod(number, 2.5)", "number // 1",
        "f'{number:.17g}'", "repr(number)",
    ):
        if (
            call != "hash(number)" or isinstance(number, int) and abs(number) < 2**30
        ):  # words have 32 bits there
            ask(call, number=number)
for call in (
    *(
        "math.atan2(1, -1)", "math.hypot(3, 4)", "math.dist((0, 0), (1, 1))", "math.comb(5, 2)",
        "math.perm(5)", "math.lcm(4, 6)",
    ),
    *(
        "math.pow(2, .5)", "math.fmod(-7, 3)", "math.remainder(7, 4)", "math.copysign(1, -0.0)",
        "math.nextafter(1, 2)", "math.ldexp(.5, 3)",
    ),
    *(
        "math.sumprod([1, 2], [3, 4])", "math.gcd(12, 18, 27)", "math.fma(2, 3, 4)",
        "math.isclose(.1 + .2, .3)", "math.log(8, 2)",
    ),
    *(
        "10 ** 30 // 7", "-7 // 2", "-7 % 3", "7 % -3", "2 ** 100 % 97", "pow(3, -1, 11)", "pow(2, 10, 0)",
        "1 << 70 >> 68", "-1 >> 5",
    ),
    *(
        "0.1 + 0.2", "sum([0.1] * 10)", "1e16 + 1", "float.fromhex('0x1.8p1')", "(1.5).hex()", "int(1e20)",
        "1_000 + 0xff + 0o17 + 0b11",
    ),
    *(
        "complex('1-2j') * 2", "abs(3+4j)", "(1j) ** 2", "1 / 0", "0.0 / 0", "10 % 0", "0 ** -1",
        "1e308 * 10", "math.exp(1000)", "int('9' * 5000)",
    ),
    *(
        "__import__('random').Random(5).random()", "__import__('random').Random(5).sample(range(50), 4)",
        "__import__('random').Random('tea').choice('abc')", "__import__('random').Random(1).gauss(0, 1)",
    ),
    *(
        "__import__('random').Random(2).shuffle([1])", "__import__('random').Random(3).randint(1, 6)",
        "__import__('random').Random(3).choices('ab', k=5)", "__import__('random').Random(4).uniform(1, 2)",
    ),
):
    ask(call)

# --- Days and times --------------------------------------------------------------------------------------

for call in (
    *(
        "day + span", "day - day", "day.weekday(), day.isoweekday(), day.isocalendar()",
        "day.replace(month=2, day=30)", "day.strftime('%d. %B %Y, %A')",
    ),
    *(
        "day.toordinal()", "datetime.date.fromordinal(1)", "datetime.date.max + span",
        "datetime.date(2026, 2, 29)", "day.ctime()",
    ),
    *(
        "datetime.date.fromisocalendar(2026, 53, 7)", "datetime.date.fromisocalendar(2025, 53, 1)",
        "(day - span).isoformat()", "day < moment",
    ),
    *(
        "moment.utcoffset()", "moment.astimezone(datetime.UTC)", "moment - naive",
        "moment == moment.astimezone(datetime.UTC)", "moment.timetuple()[:6]",
    ),
    *(
        "moment.isoformat(timespec='minutes')", "moment.isoformat(' ', 'milliseconds')",
        "moment.replace(tzinfo=None) - naive", "moment.timestamp()",
    ),
    *(
        "datetime.datetime.fromtimestamp(0, datetime.UTC)",
        "datetime.datetime.fromtimestamp(1e12, datetime.UTC)", "naive.replace(fold=1)",
    ),
    *(
        "datetime.datetime.combine(day, datetime.time(5))", "moment.timetz()", "moment + span * 1000",
        "datetime.datetime.min - span", "f'{moment:%H:%M}'",
    ),
    *(
        "span.total_seconds()", "span / 2", "span // 7", "span * 1.5", "-span", "abs(-span)",
        "span % datetime.timedelta(hours=5)", "divmod(span, datetime.timedelta(1))",
    ),
    *(
        "str(span)", "repr(span)", "span.days, span.seconds, span.microseconds",
        "datetime.timedelta(weeks=1e9)", "datetime.timedelta(milliseconds=1.5)",
    ),
    *(
        "datetime.timedelta(hours=25) > datetime.timedelta(days=1)", "span / datetime.timedelta(hours=1)",
        "span + 5", "bool(datetime.timedelta())",
    ),
    *(
        "datetime.time(25)", "datetime.time(5, 7).isoformat()", "datetime.time.fromisoformat('T05')",
        "datetime.timezone(datetime.timedelta(hours=25))",
    ),
    *(
        "datetime.timezone(datetime.timedelta(minutes=-90))", "datetime.timezone.utc.tzname(None)",
        "moment.tzinfo.utcoffset(None)", "moment.dst()",
    ),
    *(
        "max(day, datetime.date(2027, 1, 1))", "sorted([day, day - span])",
        "hash(day) == hash(day.replace())", "copy.copy(moment) is moment",
    ),
):
    ask(call)
for text in (
    "2026-11-23", "2026-1-1", "2026-11-31", "0000-01-01", "2026-W48-1", "2026-11-23T24:00",
    "2026-11-23T05:07Z", "2026-11-23T05:07:09.5+01:30", "05:07", "tea",
):
    for kind in ("date", "datetime", "time"):
        ask(f"datetime.{kind}.fromisoformat(text)", text=text)
for form in "aAbBdHIjmMpSUwWyYfzZGuV%":
    ask(f"moment.strftime('%{form}')")

# --- JSON ------------------------------------------------------------------------------------------------

for value in (
    "[1, 2.50, None, True, 'é']", "{'a': {'b': []}}", "{1: 2, None: 3, True: 4, 2.5: 5}", "{(1, 2): 3}",
    "(1, 2)", "{1}", "day", "float('nan')", "'\\ud800'", "1e400", "10 ** 50", "Mood.LOW", "Level.READ",
    "Steps(1)", "b''",
):
    for named in (
        "", ", indent=1", ", sort_keys=True", ", separators=(',', ':')", ", ensure_ascii=False",
        ", allow_nan=False", ", default=str",
    ):
        ask(f"json.dumps({value}{named})")
for text in (
    "1", " [1 ,2] ",
    '{"a":1,"a":2}',
    "[1,]", "{'a':1}", "tru",
    '"\\u00e9\\ud83d\\ude00"',
    '"\t"',
    "1.0e5", "-0", "01", "[[]", "", "null x",
    '{"a"}',
    "Infinity",
    "1" * 400,
):
    for named in ("", ", parse_float=str", ", strict=False", ", object_pairs_hook=list"):
        ask(f"json.loads(text{named})", text=text)

# --- The language ----------------------------------------------------------------------------------------

PROGRAMS = (
    """
def f(a, /, b, *, c=3): return a, b, c
f(1, b=2)
f(a=1, b=2)
f(1)
f(1, 2, 3)
f(1, 2, d=4)
---
match Cup(2, 'mint', ('a', 'b')):
    case Cup(1): answer = 'one'
    case Cup(size=2, notes=(first, *_)) if first == 'a': answer = first
    case _: answer = None
answer
---
def kinds(value):
    match value:
        case int() | float() as number: return 'number', number
        case [x, y]: return 'pair', x, y
        case [x, *rest]: return 'list', x, rest
        case {'is': name, **others}: return name, others
        case 'a' | 'b': return 'letter'
        case Mood.LOW: return 'low'
        case None: return 'none'
        case str(text): return text
        case _: return 'else'
[kinds(value) for value in (1, 2.5, (1, 2), [1, 2, 3], {'is': 'X', 'y': 1}, 'a', Mood.LOW, None, 'tea', {1}, b'x', [])]
---
def count(n):
    while n:
        sent = yield n
        n -= sent or 1
    return 'done'
def outer(): return (yield from count(3)) + '!'
g = outer()
next(g), g.send(2), next(g, 'end')
g.throw(KeyError('x'))
list(count(4)), [*outer()]
---
log = []
def work(x):
    try:
        log.append('try'); return 1 / x
    except ZeroDivisionError as error:
        log.append(str(error)); raise ValueError('no') from error
    else: log.append('else')
    finally: log.append('finally')
work(2)
work(0)
log
---
try:
    raise ExceptionGroup('many', [ValueError(1), KeyError('k'), ExceptionGroup('in', [ValueError(2)])])
except* ValueError as group: first = group
except* KeyError as group: second = group
first.exceptions, second
first.subgroup(lambda e: e.args == (2,))
---
class Meta(type):
    def __new__(cls, name, bases, space, **named): return super().__new__(cls, name, bases, space | named)
    def __len__(cls): return 42
class Base(metaclass=Meta, tag=5):
    def __init_subclass__(cls, **named): cls.named = named
    def __set_name__(self, owner, name): self.name = name
class Child(Base, colour='red'):
    __slots__ = ('a',)
    def __getattr__(self, name): return name * 2
    def __setattr__(self, name, value): object.__setattr__(self, name, value * 2)
Child.tag, len(Child), Child.named, Child().zz
Child.__mro__[1].__name__, issubclass(Child, Base)
c = Child(); c.a = 4
c.a
super(Child, c).__init__()
---
class Field:
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, it, owner): return self if it is None else getattr(it, self.name, 'unset')
    def __set__(self, it, value): setattr(it, self.name, value)
    def __delete__(self, it): delattr(it, self.name)
class Has: x = Field()
h = Has()
h.x
h.x = 5
h.x, vars(h)
del h.x
h.x
del h.x
---
def make():
    n = 0
    def more():
        nonlocal n
        n += 1
        return n
    return more
more = make()
more(), more(), more.__closure__[0].cell_contents
[f() for f in [lambda: i for i in range(3)]]
[f(1) for f in [lambda x, i=i: x + i for i in range(3)]]
---
with Kettle(1) as k: raise KeyError('swallowed')
k
with Kettle(1): raise IndexError('not')
with contextlib.suppress(IndexError), contextlib.ExitStack() as stack: stack.callback(list); raise IndexError
@contextlib.contextmanager
def opened(name):
    try: yield name.upper()
    finally: name = None
with opened('a') as a, opened('b') as b: both = a + b
both
---
type Pair[T] = tuple[T, T]
class Box[T: (int, str)]:
    def __init__(self, value: T) -> None: self.value = value
def first[T](items: list[T]) -> T: return items[0]
Pair.__value__, Pair[int], Box[int], first([1])
Box.__type_params__, first.__annotations__
typing.get_type_hints(Cup), typing.get_args(int | None), typing.get_origin(list[int])
typing.get_type_hints(Pot, include_extras=True)
typing.Literal['a', 1], typing.Optional[int], typing.Annotated[int, 5].__metadata__
isinstance(1, int | str), isinstance(None, typing.Optional[int])
---
a, (b, *c), d = 1, (2, 3, 4), 5
a, b, c, d
a, b = 1, 2, 3
a, b, *c = 1
x = y = []; x += [1]
y
i = 5; i **= 2; i //= 3; i <<= 1
i
[n := 3, n ** 2]
total = 0
for k in range(9):
    if k == 7: break
    if k % 2: continue
    total += k
else: total = -1
total, k
while total: total -= 4
else: done = True
done
assert total, f'total is {total}'
global_ = 'g'; del global_
global_
undefined
lambda: (yield)
print('a', 'b', sep='', file=io.StringIO())
---
import nonesuch
from math import nonesuch
__import__('os.nonesuch')
---
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
fib(80), fib.cache_info().hits
@functools.singledispatch
def kind(x): return 'any'
@kind.register
def _(x: int): return 'int'
kind(1), kind('a'), kind(True)
functools.partial(int, base=2)('101'), functools.reduce(lambda a, b: a * b, range(1, 6))
@functools.total_ordering
class Old:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __eq__(self, other): return self.n == other.n
Old(1) >= Old(2), Old(1) <= Old(1)
@functools.wraps(fib)
def named(): pass
named.__name__
---
f'{1 + 1!r:>{4}}|{"a" "b"}|{[x for x in "ab"]}|{{}}|{3.14159:.{2}f}|{day:%d.%m.}|{None!s:*^8}|{1_000:,}'
f'{x = }' if (x := 5) else ''
f'{undefined}'
'{0[a]} {1.size} {}'.format({'a': 1}, Cup(1))
'{0[a]} {1.size} {x!r:<4}|'.format({'a': 1}, Cup(1), x='y')
'%(a)05.1f %%' % {'a': 2.25}
'%s %s' % (1,)
'{}'.format()
rb'\\n', r'\\n', 'a\\x62\\u2022', '\\u00e9'
'a' 'b' """
    + "'''c'''"
    + """
---
list(itertools.accumulate([1, 2, 3], operator.mul, initial=1))
list(itertools.chain.from_iterable(['ab', 'c'])), list(itertools.islice('abcdef', 1, None, 2))
[(k, len(list(g))) for k, g in itertools.groupby('aabcc')], list(itertools.batched('abcde', 2))
list(itertools.zip_longest('ab', 'c', fillvalue='-')), list(itertools.combinations_with_replacement('ab', 2))
[next(c) for c in [itertools.cycle('ab')] for _ in range(3)], list(itertools.dropwhile(str.isalpha, 'ab1c'))
a, b = itertools.tee('ab'); next(a)
list(a), list(b), list(itertools.repeat(1, 2)), list(itertools.filterfalse(str.isalpha, 'a1'))
operator.attrgetter('size', 'tea')(Cup(1)), operator.methodcaller('upper')('a'), operator.itemgetter(0, -1)('abc')
---
async def later(x): return x
async def both(): return await later(1) + await later(2)
c = both()
c.send(None)
async def many():
    for n in range(2): yield n
async def gathered(): return [n async for n in many() if n]
gathered().send(None)
---
SyntaxError('x'), compile('1 +', 's', 'eval')
eval('(')
exec('def f(:\\n pass')
exec('if True:\\nx')
exec('x = 5 = y')
eval('f(a=1, 2)')
eval("'abc")
exec('return 1')
exec('class')
exec('for x in: pass')
eval('1 if 2')
exec('del f()')
exec('import')
eval('a b')
exec('async with x: pass')
eval('{1: 2, 3}')
eval('0777')
exec('\\tif x:\\n        y')
"""
)


def run(program):
    """Run a program line by line; a line that is an expression is asked, any other is run as far as it goes."""
    scope, statement = dict(SCOPE), []

    def finish():
        if statement:
            source = "\n".join(statement)
            try:
                exec(compile(source, "<program>", "exec"), scope)
            except Exception as error:
                results.append(f"{statement[0]} -> {type(error).__name__}: {error}".replace("\n", "\\n"))
            statement.clear()

    for line in program.strip("\n").split("\n"):
        inside = line[:1] in (" ", "\t") or line.startswith(("else", "except", "finally"))
        if inside or (statement and statement[-1].startswith("@")):
            statement.append(line)
            continue
        finish()
        try:
            code = compile(line, "<program>", "eval")
        except SyntaxError:
            statement.append(line)
            continue
        try:
            answer = shown(eval(code, scope))
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        results.append(f"{line} -> {answer}".replace("\n", "\\n"))
    finish()


for program in PROGRAMS.split("\n---\n"):
    run(program)

# Where an object or a file lies is not an answer.
result = "\n".join(re.sub(r" at 0x[0-9a-f]+| \((?:unknown location|/[^)]*)\)", "", line) for line in results)
