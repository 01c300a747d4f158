/** Reflections: your own, those that you shared, and those that your partner shared. */

import type { Words } from "../../kernel/crypto/seal";
import { changeKept, type Keeping, type Kept, keep, type Own, sharedLately } from "../../kernel/sync/kept-for-me";
import { REFLECTIONS } from "./kinds";
import { type ReflectionWords, readReflection, sharedOf } from "./words";

export const KEPT: Keeping<ReflectionWords> = { kind: REFLECTIONS, read: readReflection, shared: sharedOf };

export type Reflection = Kept<ReflectionWords>;
export type OwnReflection = Own<ReflectionWords>;

/** What the partner shared in the last days, newest first. */
export const lately = sharedLately(KEPT);

/** Keeps a new reflection for oneself; returns its id. */
export function keepReflection(said: ReflectionWords): Promise<string> {
	return keep(KEPT, worded(said));
}

/** Changes a reflection; what was shared of it stays as it was. */
export async function changeReflection(reflection: Reflection, said: ReflectionWords): Promise<void> {
	await changeKept(KEPT, reflection, worded(said));
}

function worded({ feelings, when, need, act, sentence }: ReflectionWords): Words {
	return { feelings: [...feelings], when: when.trim(), need: need.trim(), act, sentence: sentence.trim() };
}
