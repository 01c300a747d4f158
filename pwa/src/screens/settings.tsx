/** Settings: notices, quiet hours, lock, light or dark, quick exit, language and zone; signing out last and apart. */

import { m } from "../paraglide/messages.js";
import { OnIcon } from "../ui/icons";
import { Page } from "../ui/page";
import { LanguageAndZone } from "./settings-language";
import { AppLock } from "./settings-lock";
import { Appearance } from "./settings-look";
import { Notices, QuietHours } from "./settings-notices";
import { QuickExit, SignOut } from "./settings-phone";
import { Storage } from "./settings-storage";
import { Writing } from "./settings-writing";

export default function SettingsScreen() {
	return (
		<Page title={m.settings()} back="/people">
			<div class="columns">
				<div class="column">
					<Notices />
					<QuietHours />
				</div>
				<div class="column">
					<AppLock />
					<Appearance />
					<Writing />
					<QuickExit />
					<LanguageAndZone />
					<Storage />
				</div>
			</div>
			<ul class="rows">
				<li>
					<a class="row-link" href="/operator">
						<b class="grow">{m.operator_title()}</b>
						<OnIcon size={1.25} />
					</a>
				</li>
			</ul>
			<SignOut />
		</Page>
	);
}
