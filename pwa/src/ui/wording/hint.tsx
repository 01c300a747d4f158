/** One hint below a field: what is hard to hear, why, and what may be written instead. It never blocks or counts. */

import { m } from "../../paraglide/messages.js";
import { Button } from "../button";
import { say } from "../snackbar";
import { type Finding, reworded } from "./find";
import { setWordingHints } from "./setting";

/** Where the writer adds their own words. */
const GAP = "…";

interface HintProps {
	readonly text: string;
	readonly finding: Finding;
	/** How long the text may be. */
	readonly longest: number;
	readonly write: (text: string) => void;
	readonly leave: (phrase: string) => void;
}

export function Hint({ text, finding, longest, write, leave }: HintProps) {
	const said = reworded(text, finding);
	const replace = (): void => {
		write(said);
		say(finding.instead.text.includes(GAP) ? m.wording_changed_gap() : m.wording_changed(), () => write(text));
	};
	const turnOff = async (): Promise<void> => {
		await setWordingHints(false);
		say(m.wording_is_off(), () => setWordingHints(true));
	};
	return (
		<aside class="wording" aria-label={m.wording()}>
			<p>
				<q>{finding.phrase}</q> {finding.why}
			</p>
			{said.length <= longest && (
				<button type="button" class="wording-instead" onClick={replace}>
					{m.wording_instead({ text: finding.instead.text })}
				</button>
			)}
			<div class="wording-else">
				<Button look="plain" onClick={() => leave(finding.phrase)}>
					{m.wording_leave()}
				</Button>
				<Button look="plain" onClick={turnOff}>
					{m.wording_off()}
				</Button>
			</div>
		</aside>
	);
}
