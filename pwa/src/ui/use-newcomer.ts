/** Until when this phone, which joined with the recovery words, is a newcomer with limited rights; else null. */

import { useEffect, useState } from "preact/hooks";
import { newcomerUntil } from "../kernel/keys/way-back";

export function useNewcomer(): number | null {
	const [until, setUntil] = useState<number | null>(null);
	useEffect(() => void newcomerUntil().then(setUntil), []);
	return until;
}
