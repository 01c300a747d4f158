/** "I have a code": from the partner, or from another phone of yours; the code itself says which. */

import { lookUp } from "../kernel/identity/pairing";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { agreeToCode, carryCode } from "./carried-code";
import { CodeEntry } from "./code-entry";

export default function EnterCode() {
	const { busy, trouble, run } = useAct();
	const goOn = useGoOn();
	// each kind of code has its own address, which still works after this phone has an account
	const use = async (code: string): Promise<void> => {
		const found = await lookUp(code);
		carryCode(code, found);
		if (found.purpose === "pair") return goOn("/pair");
		agreeToCode(code, found);
		goOn("/move");
	};
	return (
		<Page title={m.code_have_title()} back="/" lead={m.code_have_lead()}>
			<Trouble>{trouble}</Trouble>
			<CodeEntry busy={busy} act={m.continue_()} onCode={(code) => run(() => use(code))} />
		</Page>
	);
}
