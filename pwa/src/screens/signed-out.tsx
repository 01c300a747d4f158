/** Another phone of this person has signed this one out. What was written here is still here. */

import { m } from "../paraglide/messages.js";
import { ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { WipeBelow } from "./wipe";

export default function SignedOut() {
	return (
		<Page title={m.signed_out()} lead={m.signed_out_lead()}>
			<WipeBelow>
				<ButtonLink href="/move" look="main" wide>
					{m.signed_out_move()}
				</ButtonLink>
				<ButtonLink href="/back" wide>
					{m.start_have_words()}
				</ButtonLink>
			</WipeBelow>
		</Page>
	);
}
