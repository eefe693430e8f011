/**
 * What a file brings, compared with what is here, and what is stored of the two. Whatever gives way is set aside, so
 * all that either side has is afterwards among the answers or among what is set aside.
 */

import { answersFrom, type Answers, NO_ANSWERS, type Position } from "../ledger/shapes";
import { type Aside, type Carriage, hasNothing } from "./file";

/** Which of two answers is shown from now on; the other is set aside. */
export type Side = "device" | "file";

/** What a file has of one widget. */
export interface Compared {
  guide: string;
  widget: string;
  status: "new" | "same" | "different";
  ours?: Answers;
  theirs?: Answers;
  /** Which was saved later; this device's where that can't be told. */
  newer: Side;
  /** What was set aside of it, here and in the file. */
  asideHere: Aside[];
  asideThere: Aside[];
}

/** What to store of a widget: its answers, if they change, and what to set aside beside them. */
export interface Settled {
  answers: Answers | null;
  aside: Aside[];
}

/** Equal values give equal texts, in whatever order their fields stand. */
function content(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** What the reader did, without when it was saved and what follows from it. */
const said = ({ state, pending }: Answers) => content([state, pending]);

function isSame(one: Answers | undefined, other: Answers): boolean {
  return one !== undefined && said(one) === said(other);
}

const savedAt = (answers: Answers | undefined) => Date.parse(answers?.saved ?? "") || 0;

/** Compare each widget of a file with the one that is here. */
export function compared(here: Carriage, file: Carriage): Compared[] {
  return [...file.guides].flatMap(([guide, { widgets }]) =>
    [...widgets].map(([widget, { answers: theirs, setAside }]): Compared => {
      const mine = here.guides.get(guide)?.widgets.get(widget);
      const ours = mine?.answers;
      const status = !theirs || isSame(ours, theirs) ? "same" : ours ? "different" : "new";
      const newer = savedAt(theirs) > savedAt(ours) ? "file" : "device";
      const asides = { asideHere: mine?.setAside ?? [], asideThere: setAside };
      return { guide, widget, status, newer, ...(ours && { ours }), ...(theirs && { theirs }), ...asides };
    }),
  );
}

/** Whether anything has to be stored of it. */
export function isNews(each: Compared): boolean {
  const { answers, aside } = settled(each, each.ours ?? NO_ANSWERS, each.newer);
  return answers !== null || aside.length > 0;
}

/**
 * What is stored of a widget.
 * @param now its answers at the moment of storing, which may be others than those that were compared
 */
export function settled({ theirs, asideHere, asideThere }: Compared, now: Answers, wanted: Side): Settled {
  const known = new Set(asideHere.map(({ found }) => content(found)));
  const records = new Set(asideHere.map(({ found }) => said(answersFrom(found).value)));
  const aside: Aside[] = [];
  const put = (each: Aside) => {
    const text = content(each.found);
    if (!known.has(text)) aside.push(each);
    known.add(text);
  };
  const giveWay = (record: Answers) => {
    if (!records.has(said(record))) put({ moment: "", found: record });
  };
  asideThere.forEach(put);
  if (!theirs || hasNothing(theirs) || isSame(now, theirs)) return { answers: null, aside };
  if (hasNothing(now)) return { answers: theirs, aside };
  giveWay(wanted === "file" ? now : theirs);
  return { answers: wanted === "file" ? theirs : null, aside };
}

/**
 * Where the reader is: where they last were on this device, or else by the file; done, begun and seen is what either
 * knows to be so.
 */
export function placeOf(ours: Position | undefined, theirs: Position): Position {
  const both = <Step>(one: Step[] | undefined, other: Step[]) => [...new Set([...(one ?? []), ...other])];
  const last = ours?.step ? ours : theirs;
  return {
    step: last.step,
    done: both(ours?.done, theirs.done),
    begun: both(ours?.begun, theirs.begun),
    seen: both(ours?.seen, theirs.seen),
    at: last.at,
  };
}
