/** Delete your data from the server: separate from leaving, after the offer of an export, confirmed by typing. */

import { useState } from "preact/hooks";
import { eraseMine } from "../kernel/identity/account";
import { serverNow } from "../kernel/store/clock";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { instead, useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { usePartner } from "../ui/names";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { useNewcomer } from "../ui/use-newcomer";
import { dayAndTime } from "../ui/when";
import { isTyped, WordToType } from "../ui/word-to-type";
import { BehindPin } from "./ask-pin";
import { sayFarewell } from "./farewell";

export default function EraseScreen() {
	const { inside } = usePartner();
	const goOn = useGoOn();
	const newcomer = useNewcomer();
	const { busy, trouble, run } = useAct();
	const [typed, setTyped] = useState("");
	const word = m.erase_word();
	const lead = newcomer ? m.erase_newcomer({ time: dayAndTime(newcomer, serverNow()) }) : m.erase_lead();
	const erase = async (): Promise<void> => {
		if (!(await run(eraseMine))) return;
		sayFarewell(m.erased());
		goOn("/", true);
	};
	return (
		<Page title={m.erase_title()} back="/people" lead={lead}>
			<ButtonLink href="/help" wide>
				{m.help_and_safety()}
			</ButtonLink>
			<BehindPin>
				{!newcomer && !alone.value && <p>{m.erase_leaves({ name: inside })}</p>}
				{!newcomer && <p class="soft small">{m.erase_others()}</p>}
				<ButtonLink href="/people/export" wide>
					{m.export_title()}
				</ButtonLink>
				{!newcomer && (
					<form class="stack" onSubmit={instead(erase)}>
						<WordToType word={word} typed={typed} onInput={setTyped} />
						<Trouble>{trouble}</Trouble>
						<Button wide type="submit" busy={busy} disabled={!isTyped(word, typed)}>
							{m.erase_now()}
						</Button>
					</form>
				)}
			</BehindPin>
		</Page>
	);
}
