/** Connect with the partner: show a code, or enter theirs. */

import { useEffect, useState } from "preact/hooks";
import { offerPairing, takePairing } from "../kernel/identity/pairing";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { NAME_LENGTH, nameDraft } from "../practices/profiles/name-draft";
import { saveTyped } from "../practices/profiles/store";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { CodeEntry } from "./code-entry";
import { HandoverSteps } from "./handover-steps";
import { usePairing } from "./use-pairing";

export default function ConnectScreen() {
	const open = usePairing();
	const goOn = useGoOn();
	useEffect(() => {
		if (!alone.value && !open) goOn("/", true);
	}, [open]);
	return (
		<Page title={m.connect_title()} back="/people" {...(open ? {} : { lead: m.connect_lead() })}>
			{open ? <HandoverSteps /> : <Choose />}
		</Page>
	);
}

function Choose() {
	const { busy, trouble, run } = useAct();
	const [entering, setEntering] = useState(false);
	const [draft] = useState(nameDraft);
	const name = draft.name.value;
	const invite = async (): Promise<void> => {
		await saveTyped(name);
		draft.draft.value.discard();
		await offerPairing(name);
	};
	return (
		<>
			<Trouble>{trouble}</Trouble>
			{entering ? (
				<CodeEntry busy={busy} act={m.connect()} onCode={(code) => run(() => takePairing(code))} />
			) : (
				<div class="stack">
					<TextField
						label={m.my_name()}
						hint={m.my_name_hint_invite()}
						value={name}
						maxLength={NAME_LENGTH}
						onInput={draft.type}
						draft={draft.draft.value}
					/>
					<div class="stack-tight">
						<Button look="main" wide busy={busy} onClick={() => run(invite)}>
							{m.show_code()}
						</Button>
						<Button wide onClick={() => setEntering(true)}>
							{m.enter_code()}
						</Button>
					</div>
				</div>
			)}
		</>
	);
}
