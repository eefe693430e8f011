/** Many askers, one errand: what is asked for in one turn of the event loop is done together. */

/**
 * Make `all`, which does many at once, look like a function that does one. Whoever asks in the same turn
 * shares a call, in the order of asking, and hears in the same turn; if the call fails, all of them do.
 */
export function together<Asked, Answer>(
  all: (asked: Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  let next: { asked: Asked[]; answers: Promise<readonly Answer[]> } | null = null;
  return async (asked) => {
    if (!next) {
      const group: Asked[] = [];
      next = {
        asked: group,
        answers: Promise.resolve().then(() => {
          next = null;
          return all(group);
        }),
      };
    }
    const place = next.asked.push(asked) - 1;
    return (await next.answers)[place] as Answer;
  };
}
