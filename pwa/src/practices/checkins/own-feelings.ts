/** The person's own words for feelings, offered again. */

import { useState } from "preact/hooks";
import { serverNow } from "../../kernel/store/clock";
import { ownWords } from "../../ui/feelings";
import { useHistory } from "../../ui/history";
import { CHECK_INS } from "./kinds";
import { asCheckIns, type CheckIn } from "./store";

/** From how long ago, in milliseconds. */
const EARLIER = 62 * 86_400_000;

/** Those of the last months, newest first; none until they are read. */
export function useOwnFeelings(): readonly string[] {
	const [now] = useState(() => serverNow());
	// a phone whose clock was ahead made later ids
	const past = useHistory(CHECK_INS, now - EARLIER, now + EARLIER);
	return past ? ownFeelings(asCheckIns(past)) : [];
}

/** Those in the person's own check-ins among these, in their order. */
export function ownFeelings(among: readonly CheckIn[]): readonly string[] {
	return ownWords(among.filter(({ by_me }) => by_me).flatMap(({ feelings }) => feelings));
}
