/** Hints: what is convenient and can wait. Each is one line; the screen it leads to says the rest. */

import { turnOnPush } from "../kernel/push/push";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { HintLink, HintToOpen } from "../ui/hint";
import { Trouble } from "../ui/note";

export function Connect() {
	return <HintLink name="connect" title={m.connect_card_title()} href="/people/connect" />;
}

export function Install() {
	return <HintLink name="install" title={m.install_card_title()} href="/install" />;
}

export function KeepWords() {
	return <HintLink name="words" title={m.words_card_title()} href="/settings/phrase" />;
}

/** A sentence comes before the button, and the browser's own question after it. */
export function TurnOnNotices() {
	const { busy, trouble, run } = useAct();
	return (
		<HintToOpen name="notices" title={m.notices_card_title()}>
			<p class="soft small">{m.notices_card_lead()}</p>
			<Button look="main" busy={busy} onClick={() => run(turnOnPush)}>
				{m.notices_turn_on()}
			</Button>
			<Trouble>{trouble}</Trouble>
		</HintToOpen>
	);
}
