/** Another of the person's phones signed this one out. What was written here is still here. */

import { signOut } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { Page } from "../ui/page";

export default function SignedOut() {
	return (
		<Page title={m.signed_out()} lead={m.signed_out_lead()}>
			<div class="stack-tight">
				<ButtonLink href="/move" look="main" wide>
					{m.signed_out_move()}
				</ButtonLink>
				<ButtonLink href="/back" wide>
					{m.start_have_words()}
				</ButtonLink>
				<Button wide onClick={signOut}>
					{m.signed_out_wipe()}
				</Button>
			</div>
		</Page>
	);
}
