/** Whether a text may be a template at all. */

/**
 * The same question as `may_be_template` in `server/armlens/template/kinds.py`, and the same
 * answer: a shared table of cases keeps the two equal. It is asked here so that no server starts
 * for a `tsconfig.json`.
 */
const HINT = /deploymentTemplate\.json|["']?(?:resources|apiVersion)["']?\s*:/i;

export function mayBeTemplate(text: string): boolean {
  return HINT.test(text);
}
