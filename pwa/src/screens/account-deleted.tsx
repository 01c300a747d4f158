/** Another phone of this person has deleted the account. What is on this phone stays until the person deletes it here. */

import { m } from "../paraglide/messages.js";
import { ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { WipeBelow } from "./wipe";

export default function AccountDeleted() {
	return (
		<Page title={m.account_deleted()} lead={m.account_deleted_lead()}>
			<WipeBelow deleted>
				<ButtonLink href="/people/export" look="main" wide>
					{m.export_title()}
				</ButtonLink>
			</WipeBelow>
		</Page>
	);
}
