/** What lets a new person in, if the server asks for it: a sign-up code, or the code of a partner's offer. */

import { handoverKeys } from "../crypto/handover";
import { signUpProof } from "../crypto/sign-up";
import type { Admission } from "../http/api";
import { readCode } from "./handover-taking";

/** Codes or links as they were typed. */
export interface Codes {
	readonly signUp?: string | null;
	readonly partner?: string | null;
}

/** What the server gets to see of the codes, never a code itself. Throws Problem `bad_code`. */
export async function admission({ signUp, partner }: Codes): Promise<Admission> {
	return {
		...(signUp ? { sign_up_code: await signUpProof(readCode(signUp)) } : {}),
		// the id does not depend on the purpose
		...(partner ? { handover_id: (await handoverKeys(readCode(partner), "pair")).id } : {}),
	};
}
