# mypy: ignore-errors
"""Much of Python and its library, as 1,500 results: run in Pyodide with the snapshot's wasm and with Pyodide's own.

test_parity.py compares them. What the build found unreachable and took out must not be missed here.
"""

import builtins, collections, contextlib, copy, dataclasses, datetime, enum, functools, io, itertools, json, keyword
import math, operator, re, reprlib, textwrap, traceback, types, typing

out = []


def t(f):
    try:
        out.append(repr(f()))
    except Exception as e:
        out.append(type(e).__name__ + ": " + str(e))


text = "".join(
    chr(c)
    for c in [
        *range(1, 0x600),
        *range(0x1E00, 0x2100),
        *range(0x3040, 0x3100),
        0x1F600,
        0x10400,
        0xDF,
        0x130,
        0xFB01,
    ]
)
for m in "upper lower title casefold swapcase".split():
    t(lambda: getattr(text, m)())
for c in text[::3]:
    out.append(
        "".join(
            "01"[getattr(c, m)()]
            for m in "isalpha isdigit isnumeric isdecimal isprintable isidentifier isspace isupper islower istitle isalnum".split()
        )
    )
for (
    enc
) in "utf-8 utf-16 utf-32 latin-1 ascii utf-7 unicode-escape raw-unicode-escape cp1252 utf-8-sig".split():
    for err in "strict ignore replace xmlcharrefreplace backslashreplace namereplace surrogateescape".split():
        t(lambda: text[:400:7].encode(enc, err))
t(lambda: b"\xff\xfe abc \xe2\x82".decode("utf-8", "replace"))
nums = [
    0.1,
    1e308,
    5e-324,
    1 / 3,
    1e22,
    1e23,
    123456789.123456789,
    -0.0,
    float("inf"),
    float("nan"),
    2**0.5,
    9007199254740993.0,
]
for n in nums:
    t(lambda: repr(n))
    t(lambda: f"{n:.17g} {n:e} {n:.3f} {n:%} {n:g} {n:,.2f}")
    t(lambda: n.hex())
    t(lambda: float(repr(n)))
    t(lambda: n.as_integer_ratio())
    t(lambda: round(n, 3))
    t(lambda: int(n))
    for f in "sqrt sin cos tan exp log log2 log10 floor ceil trunc gamma lgamma erf atan sinh cosh tanh asinh expm1 log1p cbrt frexp modf isqrt".split():
        t(lambda: getattr(math, f)(n))
for n in (0, 7, -13, 2**31, 2**64, 3**200, -(5**99), 10**50):
    t(
        lambda: (
            str(n),
            hex(n),
            bin(n),
            oct(n),
            n.bit_length(),
            n.bit_count(),
            n // 7,
            n % 7,
            -n // 7,
            divmod(n, 13),
            n**3,
            pow(n, 5, 97),
            n << 5,
            n >> 3,
            n & 255,
            n | 1,
            n ^ 3,
            ~n,
            float(n),
            f"{n:,} {n:_} {n:>30} {n:+d} {n:x}",
        )
    )
    t(lambda: n.to_bytes(100, "big", signed=True))
    t(lambda: math.gcd(n, 12))
    t(lambda: math.comb(20, 5))
    t(lambda: complex(n, 1) ** 2)
for p, s in [
    (r"(\w+)\s(?P<x>\d{2,})", "hello 123 foo 7"),
    (r"(?i)ß|straße", "STRASSE Straße"),
    (r"(?<=a)b(?!c)", "ab abc"),
    (r"[^\W\d_]+", text),
    (r"(a|b)*?c", "ababc"),
    (r"\b.", "the quick"),
    (r"(?x) a  b # c", "ab"),
    ("(", "x"),
    (r"(.)\1", "aabbc"),
    (r"a{2,3}+", "aaaa"),
    (r"(?>a+)b", "aaab"),
]:
    t(lambda: re.findall(p, s))
    t(lambda: re.sub(p, "<\\g<0>>", s))
    t(lambda: [m.span() for m in re.finditer(p, s)])
    t(lambda: re.split(p, s))
    t(lambda: re.fullmatch(p, s))
data = {"a": [1, 2.5, None, True, 'é\u2028😀"\\'], "b": {"c": [], "d": {}}, "n": 1e100}
t(lambda: json.dumps(data))
t(lambda: json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
t(lambda: json.loads(json.dumps(data)) == data)
for bad in ("{", "[1,]", '{"a" 1}', "nul", '"\\x"', "1e999", "NaN", '"\ud800"', "[" * 2000):
    t(lambda: json.loads(bad))
t(lambda: json.dumps({1: 2, (1, 2): 3}))
t(lambda: json.dumps(object))
D = datetime
for s in (
    "2026-11-23T05:05:00.123+01:00",
    "2026-02-29",
    "2026-W10-3",
    "20261123T050500Z",
    "x",
    "2026-11-23 05:05",
    "9999-12-31T23:59:59.999999",
):
    t(lambda: D.datetime.fromisoformat(s))
    t(lambda: D.date.fromisoformat(s))
    t(lambda: D.time.fromisoformat(s))
d = D.datetime(2026, 11, 23, 5, 5, 7, 89, tzinfo=D.timezone(D.timedelta(hours=1)))
t(lambda: d.strftime("%Y-%m-%d %H:%M:%S %A %B %j %U %w %y %p %I %f %z %Z %% %a %b %d %G %V %u"))
t(
    lambda: (
        d.isoformat(),
        d.timestamp(),
        d.astimezone(D.timezone.utc),
        d - D.timedelta(days=400, seconds=3.5),
        d.isocalendar(),
        d.weekday(),
        d.replace(month=2, day=28),
        d.utctimetuple(),
        f"{d:%H:%M}",
        d.date() - D.date(2000, 1, 1),
        D.timedelta(seconds=1e6) / 7,
        D.timedelta(1) // D.timedelta(minutes=7),
    )
)
t(lambda: d < D.datetime(2026, 1, 1))
t(lambda: D.date(2026, 13, 1))


@dataclasses.dataclass(frozen=True, order=True, slots=True)
class P:
    """Point."""

    x: int
    y: tuple[int, ...] = ()
    z: dict = dataclasses.field(default_factory=dict, compare=False)


t(
    lambda: (
        P(1) < P(2),
        P(1),
        dataclasses.asdict(P(1, (2,))),
        dataclasses.replace(P(1), x=3),
        dataclasses.fields(P)[1].name,
        hash(P(1)) == hash(P(1)),
        P.__match_args__,
    )
)
t(lambda: setattr(P(1), "x", 2))
t(lambda: P())
t(lambda: copy.deepcopy(P(1, (2,), {"a": [1]})))


class E(enum.Enum):
    A = 1
    B = "b"


class F(enum.Flag):
    A = enum.auto()
    B = enum.auto()


t(lambda: (E.A, E("b"), list(E), F.A | F.B, ~F.A, E["A"].name, E.A in E))
t(lambda: E(5))
t(lambda: typing.get_type_hints(P))
t(lambda: typing.get_args(typing.Annotated[int | None, 5]))
t(lambda: typing.get_origin(typing.Literal["a"]))
t(lambda: typing.Union[int, str] | None)
t(lambda: collections.Counter("mississippi").most_common())
t(lambda: collections.OrderedDict(a=1))
t(lambda: collections.deque([1, 2, 3], 2))
t(lambda: collections.ChainMap({1: 2}, {3: 4})[3])
t(lambda: collections.namedtuple("N", "a b")(1, 2))
t(lambda: collections.defaultdict(list, a=[1]))
t(
    lambda: [
        list(itertools.combinations("abcd", 2)),
        list(itertools.accumulate(range(9))),
        list(itertools.batched("abcdefg", 3)),
        list(itertools.pairwise("abc")),
        [(k, list(g)) for k, g in itertools.groupby("aabbbc")],
        list(itertools.product("ab", repeat=2)),
        list(itertools.islice(itertools.cycle("ab"), 5)),
        list(itertools.zip_longest("ab", "c")),
        list(itertools.permutations("abc", 2)),
        list(itertools.starmap(pow, [(2, 3)])),
        list(itertools.takewhile(str.isalpha, "ab1")),
        list(itertools.compress("abc", [1, 0, 1])),
        list(itertools.chain("a", "b")),
    ]
)
t(lambda: functools.reduce(operator.mul, range(1, 30)))
t(lambda: sorted(text[:300:7], key=functools.cmp_to_key(lambda a, b: ord(b) - ord(a))))
t(lambda: sorted([3, 1, "a"]))
t(lambda: operator.itemgetter(1, 2)("abc"))
t(lambda: operator.attrgetter("x.real")(P(1)))
t(lambda: textwrap.fill("the quick brown fox " * 10, 30))
t(lambda: textwrap.dedent("  a\n   b\n"))
src = """
import types
match {"a": [1, 2, *range(3)], "b": P(1)}:
    case {"a": [x, *rest], "b": P(x=y)} if x < 2: got = (x, rest, y)
def gen(n):
    try:
        while n: n -= 1; r = yield n * 2
    finally: log.append("end")
log = []
g = gen(3); got2 = [next(g), g.send(1)]; g.close()
class M(type):
    def __new__(c, n, b, d, **k): return super().__new__(c, n, b, d | k)
class K(metaclass=M, tag=5):
    def __getattr__(self, n): return n * 2
    @property
    def p(self): return self.__class__.__name__
got3 = (K().zz, K.tag, K().p, [i async for i in ()] if 0 else None)
async def co(): return 5
c = co()
try: c.send(None)
except StopIteration as e: got4 = e.value
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ExceptionGroup("g", [ValueError("v"), e]) from e
except* ValueError as eg: got5 = repr(eg)
except* ZeroDivisionError as eg: got6 = repr(eg)
got7 = [f"{x!r:>{w}}" for x, w in zip("ab", (5, 6))], (lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3)
type Alias[T] = list[T]
def ident[T](x: T) -> T: return x
got8 = Alias[int], ident(1), ident.__type_params__
with contextlib.suppress(KeyError): {}["x"]
nonl = {k: v for k, v in zip("abc", range(3)) if v}; s = {1, 2} ^ {2, 3}; a, *b = "xyz"; walrus = (n := 5) + n
got9 = nonl, s, a, b, walrus, [*range(10)][::-2], slice(1, 2), bytes(range(5)), bytearray(b"ab") * 2, memoryview(b"abc")[1:].tolist(), "%5.2f|%-5s|%05d|%r" % (1.5, "a", 3, None), "{0:>5}{k!s:^7}".format(1, k=2), complex("1+2j"), frozenset([1]), range(5)[1:3], divmod(-7, 2), round(2.5), int("1_000"), int("ff", 16), bool([]), "a" in "abc", sum([0.1] * 10), max("abc", default=0), "ab".join("xyz"), "abc".translate({97: "z"}), "a,b".partition(","), "x".zfill(3), "Ab".swapcase(), "tEST".title(), "a\\tb".expandtabs(4)
"""
ns = dict(P=P, contextlib=contextlib)


def run():
    exec(compile(src, "<x>", "exec"), ns)
    return {k: repr(v) for k, v in sorted(ns.items()) if k.startswith("got")}


t(run)
for bad in (
    "1 +",
    "def f(:\n",
    "x = = 1",
    "f(a=1, 2)",
    "class",
    "'abc",
    "match x:\n case",
    "return",
    "0777",
    "é = $",
    "if 1:\nx",
    "for",
    "f'{a'",
    "(",
    "nonlocal x",
    "import ",
    "print 'a'",
    "a b",
):
    t(lambda: compile(bad, "<s>", "exec"))


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as e:
    out.append(str(e)[:40])


def tb():
    try:
        {}["x"].foo.bar
    except KeyError:
        return traceback.format_exc().replace(__file__ if "__file__" in globals() else "", "")[:30]


t(tb)
t(lambda: None.foo)
t(lambda: [].apend)
t(lambda: nam)
t(lambda: int("x"))
t(lambda: [1][5])
t(lambda: {}[1])
t(lambda: 1 + "a")
t(lambda: len(5))
t(lambda: "a" * -1)
t(lambda: open("/nope"))
t(lambda: bytes([300]))
t(lambda: chr(-1))
t(lambda: "\ud800".encode())
t(lambda: next(iter([])))
t(lambda: abs("a"))
t(lambda: float("x"))
t(lambda: sorted(5))
t(lambda: isinstance(1, 5))
t(lambda: (lambda a: 1)())
t(lambda: dict([1]))
t(lambda: int.from_bytes(b"\x01\x02", "big"))
t(lambda: __import__("nonesuch"))
b = io.StringIO()
print("a", 1, sep="-", end="!", file=b)
t(b.getvalue)
t(lambda: io.BytesIO(b"ab\ncd").readlines())
t(lambda: io.TextIOWrapper(io.BytesIO("é\n".encode())).read())
big = {str(i): i for i in range(20000)}
t(lambda: sum(big.values()))
lst = list(range(200000))
t(lambda: sum(x * x for x in lst if x % 3))
t(lambda: len(sorted(map(str, lst))))
del big, lst
import gc

gc.collect()
w = __import__("weakref")
t(lambda: w.ref(P) is not None)
t(lambda: reprlib.repr(list(range(100))))
t(lambda: keyword.iskeyword("match"))
t(
    lambda: [
        x
        for x in dir(builtins)
        if x[0] != "_" and x not in ("exit", "quit", "copyright", "credits", "license", "help")
    ]
)
result = "\n".join(out)
