/**
 * "I have a code": from the partner, from another phone of yours, or from whoever runs the server; the code itself
 * says which.
 */

import { Problem } from "../kernel/browser/problem";
import { loadInstance } from "../kernel/identity/instance";
import { instance } from "../kernel/identity/instance-shown";
import { lookUp } from "../kernel/identity/pairing";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { beginWithCode } from "./beginning";
import { agreeToCode, carryCode } from "./carried-code";
import { CodeEntry } from "./code-entry";

export default function EnterCode() {
	const { busy, trouble, run } = useAct();
	const goOn = useGoOn();
	// each kind of code has its own address, which still works after this phone has an account
	const use = async (code: string): Promise<void> => {
		const found = await lookUp(code).catch(signUpInstead);
		if (!found) {
			await beginWithCode(code);
			return goOn("/", true);
		}
		carryCode(code, found);
		if (found.purpose === "pair") return goOn("/pair");
		agreeToCode(code, found);
		goOn("/move");
	};
	const lead = instance.value?.sign_up === "invitation" ? m.code_sign_up_lead() : m.code_have_lead();
	return (
		<Page title={m.code_have_title()} back="/" lead={lead}>
			<Trouble>{trouble}</Trouble>
			<CodeEntry busy={busy} act={m.continue_()} onCode={(code) => run(() => use(code))} />
		</Page>
	);
}

/** Null if the code that no phone shows may be a sign-up code. Throws the error otherwise. */
async function signUpInstead(error: unknown): Promise<null> {
	if (!(error instanceof Problem) || error.code !== "no_such_code") throw error;
	await loadInstance();
	if (instance.value?.sign_up !== "invitation") throw error;
	return null;
}
