/** Yesterday's check-in, added today: the five faces again. It is marked as added later. */

import { m } from "../../paraglide/messages.js";
import { FaceRow } from "../../ui/face-row";
import type { Mood } from "../../ui/faces";
import { Sheet } from "../../ui/sheet";
import { WhoSees } from "../../ui/who-sees";
import { audience } from "./store";

interface YesterdayProps {
	readonly onTap: (mood: Mood) => Promise<void>;
	readonly onClose: () => void;
}

export function YesterdaySheet({ onTap, onClose }: YesterdayProps) {
	const tap = async (mood: Mood): Promise<void> => {
		await onTap(mood);
		onClose();
	};
	return (
		<Sheet title={m.check_in_yesterday_title()} onClose={onClose}>
			<WhoSees of={audience} />
			<FaceRow chosen={null} onTap={tap} />
			<p class="soft small">{m.check_in_yesterday_hint()}</p>
		</Sheet>
	);
}
