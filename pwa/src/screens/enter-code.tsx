/** "I have a code": from the partner, or from one's own other phone. */

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { takeDevice, takePairing } from "../kernel/pairing";
import { start } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Chips } from "../ui/choice";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { CodeEntry } from "./code-entry";

type From = "partner" | "phone";

export default function EnterCode() {
	const { busy, trouble, run } = useAct();
	const { route } = useLocation();
	const [from, setFrom] = useState<From>("partner");
	const use = (code: string) => run(() => (sourceOf(code, from) === "phone" ? moveHere(code) : startAndConnect(code)));
	const startAndConnect = async (code: string): Promise<void> => {
		await start();
		await takePairing(code);
		route("/people/connect");
	};
	const moveHere = async (code: string): Promise<void> => {
		await takeDevice(code);
		route("/move");
	};
	return (
		<Page title={m.code_have_title()} back="/" lead={m.code_have_lead()}>
			<Chips
				legend={m.code_from()}
				value={from}
				options={[
					{ value: "partner", label: m.code_from_partner() },
					{ value: "phone", label: m.code_from_phone() },
				]}
				onChoose={setFrom}
			/>
			<Trouble>{trouble}</Trouble>
			<CodeEntry busy={busy} act={m.continue_()} onCode={use} />
		</Page>
	);
}

/** A scanned or pasted link says itself where it is from. */
function sourceOf(code: string, chosen: From): From {
	if (code.includes("/move#")) return "phone";
	return code.includes("/pair#") ? "partner" : chosen;
}
