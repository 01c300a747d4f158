/** Until when this phone, which came by the 12 words, can do nothing that harms; null for any other. */

import { useEffect, useState } from "preact/hooks";
import { newcomerUntil } from "../kernel/way-back";

export function useNewcomer(): number | null {
	const [until, setUntil] = useState<number | null>(null);
	useEffect(() => void newcomerUntil().then(setUntil), []);
	return until;
}
