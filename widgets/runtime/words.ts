/**
 * The sentences that the page says by itself, in the site's language. The build of the site puts them before
 * this script (hooks/handrail/words/), so that they cost no request and one script does for every language.
 */

type Sentence = string | Partial<Record<Intl.LDMLPluralRule, string>>;

declare const HANDRAIL_WORDS: {
  /** What browsers call the language, such as "en-GB". */
  locale: string;
  sentences: Record<string, Sentence>;
};

const { locale, sentences } = HANDRAIL_WORDS;

/** A sentence with what is given in its places; `count` chooses among plural forms. */
export function say(key: string, given: Record<string, string | number> = {}): string {
  const found = sentences[key] ?? key;
  const form = typeof found === "string" ? found : (found[new Intl.PluralRules(locale).select(Number(given.count))] ?? found.other);
  return (form ?? key).replace(/\{(\w+)(:\w+)?\}/g, (_, name: string) => String(given[name] ?? ""));
}

/** "23 November", as the language writes it. */
export const sayDay = (day: Date) => day.toLocaleDateString(locale, { day: "numeric", month: "long" });

/** "23 November 2026", as the language writes it. */
export const sayDate = (day: Date) => day.toLocaleDateString(locale, { dateStyle: "long" });

/** "23 Nov 2026, 14:03", as the language writes it. */
export const sayMoment = (moment: Date) => moment.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });

/** "100,000", as the language writes it. */
export const sayNumber = (number: number) => number.toLocaleString(locale);

/** "1.2 MB", as phones count. */
export const sayMegabytes = (bytes: number) =>
  `${(bytes / 1_000_000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
