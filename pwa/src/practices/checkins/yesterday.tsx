/** Yesterday, said today: the five faces once more. It is marked as added later. */

import { useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import { FaceRow } from "../../ui/face-row";
import type { Mood } from "../../ui/faces";
import { Sheet } from "../../ui/sheet";
import { WhoSees } from "./who-sees";

/** Until it closes, in milliseconds: the second of a double tap lands in the sheet and not on what is under it. */
const A_BEAT = 400;

interface YesterdayProps {
	readonly onTap: (mood: Mood) => Promise<void>;
	readonly onClose: () => void;
}

export function YesterdaySheet({ onTap, onClose }: YesterdayProps) {
	const [chosen, setChosen] = useState<Mood | null>(null);
	const tap = async (mood: Mood): Promise<void> => {
		if (chosen !== null) return;
		await onTap(mood);
		setChosen(mood);
		setTimeout(onClose, A_BEAT);
	};
	return (
		<Sheet title={m.check_in_yesterday_title()} onClose={onClose}>
			<WhoSees />
			<FaceRow chosen={chosen} onTap={tap} />
			<p class="soft small">{m.check_in_yesterday_hint()}</p>
		</Sheet>
	);
}
