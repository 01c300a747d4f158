/** The faces of all practices, loaded by the screens that show records of all kinds. */

import type { Words } from "../kernel/crypto/seal";
import { PREFERENCES } from "../kernel/preferences/preferences";
import type { Fields } from "../kernel/store/local";
import { textsIn } from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { PRACTICES } from "../practices";
import type { Face, RecordFace } from "../ui/record-face";

const OWN: Face = { kinds: { [PREFERENCES.name]: { name: m.kind_preferences } } };
const UNKNOWN: RecordFace = { name: m.kind_other };

export type Faces = readonly Face[];

export async function loadFaces(): Promise<Faces> {
	const faces = await Promise.all(PRACTICES.flatMap(({ face }) => face?.() ?? []));
	return [OWN, ...faces.map(({ default: face }) => face)];
}

/** How a record of this kind reads; by its texts alone if only a newer app knows the kind. */
export function recordFace(faces: Faces, kind: string): RecordFace {
	return faces.map(({ kinds }) => kinds[kind]).find((face) => face !== undefined) ?? UNKNOWN;
}

/** What was written or chosen, line by line. */
export function linesOf({ lines }: RecordFace, words: Words | null, fields: Fields | null): readonly string[] {
	return lines?.(words, fields ?? {}) ?? textsIn(words);
}
