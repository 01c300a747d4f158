/** "I have a code": from the partner, or from one's own other phone; the code itself says which. */

import { useLocation } from "preact-iso";
import { purposeOf, takeDevice } from "../kernel/pairing";
import { start } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { agreeToCode, carryCode } from "./carried-code";
import { CodeEntry } from "./code-entry";

export default function EnterCode() {
	const { busy, trouble, run } = useAct();
	const { route } = useLocation();
	const use = async (code: string): Promise<void> => {
		if ((await purposeOf(code)) === "device") {
			await takeDevice(code);
			return route("/move");
		}
		carryCode(code);
		agreeToCode();
		await start();
		route("/pair");
	};
	return (
		<Page title={m.code_have_title()} back="/" lead={m.code_have_lead()}>
			<Trouble>{trouble}</Trouble>
			<CodeEntry busy={busy} act={m.continue_()} onCode={(code) => run(() => use(code))} />
		</Page>
	);
}
