/** Join your account from another phone or browser: the code, then the same words on both. */

import { useEffect } from "preact/hooks";
import { handover } from "../kernel/identity/handover-shown";
import { takeDevice } from "../kernel/identity/pairing";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { carriedCode, dropCode, wasAgreed } from "./carried-code";
import { CodeEntry } from "./code-entry";
import { HandoverSteps } from "./handover-steps";
import { useReplacing } from "./replace";

export default function MoveHere() {
	// read again after it was used
	const code = carriedCode();
	const open = handover.value?.purpose === "device" ? handover.value : null;
	const lead = code ? m.move_link_lead() : m.move_lead();
	return (
		<Page title={m.move_title()} back="/" {...(open ? {} : { lead })}>
			{open ? <HandoverSteps /> : <Bring code={code} />}
		</Page>
	);
}

function Bring({ code }: { readonly code: string | null }) {
	const act = useAct();
	const { busy, trouble } = act;
	const { step, arrive } = useReplacing(act);
	const take = (text: string) => arrive((agreed) => takeDevice(text, agreed), dropCode);
	useEffect(() => {
		if (code && wasAgreed(code)) void take(code);
	}, []);
	return (
		<>
			<Trouble>{trouble}</Trouble>
			{step}
			{/* stays there, with what was typed */}
			<div hidden={step !== null}>
				{code ? (
					<Button look="main" wide busy={busy} onClick={() => take(code)}>
						{m.move_here()}
					</Button>
				) : (
					<CodeEntry busy={busy} act={m.move_here()} onCode={take} />
				)}
			</div>
		</>
	);
}
