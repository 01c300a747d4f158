/** A break and the end, always at hand. */

import { useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Sheet } from "../../ui/sheet";

interface FeetProps {
	/** Whether what was written outlives the end. */
	readonly keeps: boolean;
	readonly onBreak?: () => Promise<void>;
	readonly onEnd: () => Promise<void>;
}

export function Feet({ keeps, onBreak, onEnd }: FeetProps) {
	const [ending, setEnding] = useState(false);
	return (
		<div class="btns">
			{onBreak && <Button onClick={onBreak}>{m.conversation_break()}</Button>}
			<Button look="plain" onClick={() => setEnding(true)}>
				{m.conversation_end()}
			</Button>
			{ending && (
				<Sheet title={m.conversation_end_title()} onClose={() => setEnding(false)}>
					<p>{keeps ? m.conversation_end_kept() : m.conversation_end_forgotten()}</p>
					<Button look="main" wide onClick={onEnd}>
						{m.conversation_end()}
					</Button>
				</Sheet>
			)}
		</div>
	);
}
