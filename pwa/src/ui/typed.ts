/** What is typed on a screen, so that a lock of the app does not throw it away. */

import { useEffect, useState } from "preact/hooks";
import { dropTyped, keepTyped, typedBefore } from "../kernel/typing";

/** As `useState`, for plain data: after a lock it is as it was. `place` says where it is typed, and about what. */
export function useTyped<Words>(place: string, initial: () => Words): [words: Words, type: (to: Words) => void] {
	// only what was typed in this place lies under its name
	const [words, setWords] = useState<Words>(() => (typedBefore(place) as Words | undefined) ?? initial());
	useEffect(() => () => dropTyped(place), [place]);
	const type = (to: Words): void => {
		keepTyped(place, to);
		setWords(to);
	};
	return [words, type];
}
