/** The five faces to tap, each with its word. */

import type { Ref } from "preact";
import { Face, MOODS, type Mood, moodWord } from "./faces";
import { useOnce } from "./once";
import "./face-row.css";

interface FaceRowProps {
	readonly chosen: Mood | null;
	readonly onTap: (mood: Mood) => unknown;
	readonly row?: Ref<HTMLDivElement>;
}

export function FaceRow({ chosen, onTap, row = null }: FaceRowProps) {
	return (
		<div class="faces" ref={row}>
			{MOODS.map((mood) => (
				<FaceButton key={mood} mood={mood} pressed={chosen === mood} onTap={onTap} />
			))}
		</div>
	);
}

interface FaceProps {
	readonly mood: Mood;
	readonly pressed: boolean;
	readonly onTap: (mood: Mood) => unknown;
}

/** Two quick taps on one face are a mistake; on two faces they are two check-ins. */
function FaceButton({ mood, pressed, onTap }: FaceProps) {
	const tap = useOnce(() => onTap(mood));
	return (
		<button type="button" class="face" aria-pressed={pressed} onClick={tap}>
			<Face mood={mood} />
			{moodWord(mood)}
		</button>
	);
}
