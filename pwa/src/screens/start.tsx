/** The first screen: one sentence, one tap. Nothing is asked. */

import { homePart } from "../home-part";
import { fetchEarly } from "../kernel/parts";
import { start } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { Mark } from "../ui/mark";
import { Trouble } from "../ui/note";

export function Start() {
	const { busy, trouble, run } = useAct();
	return (
		<div class="door">
			<div class="door-mark">
				<Mark size={6.5} />
			</div>
			<div class="stack">
				<p class="door-name">{m.app_name()}</p>
				<h1>{m.start_sentence()}</h1>
			</div>
			<div class="door-acts">
				<Trouble>{trouble}</Trouble>
				<Button look="main" wide busy={busy} onClick={() => begin(run)}>
					{m.start()}
				</Button>
				<ButtonLink href="/code" look="plain" wide>
					{m.start_have_code()}
				</ButtonLink>
				<ButtonLink href="/back" look="plain" wide>
					{m.start_have_words()}
				</ButtonLink>
			</div>
		</div>
	);
}

/** What comes after the tap is fetched while the account is made. */
function begin(run: ReturnType<typeof useAct>["run"]): Promise<boolean> {
	fetchEarly(homePart);
	return run(start);
}
