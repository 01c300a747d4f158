/** Settings: this phone, notices, quiet hours, zone, language, signing out. */

import { m } from "../paraglide/messages.js";
import { Page } from "../ui/page";
import { LanguageAndZone } from "./settings-language";
import { AppLock } from "./settings-lock";
import { Notices, QuietHours } from "./settings-notices";
import { SignOut, ThisPhone } from "./settings-phone";

export default function SettingsScreen() {
	return (
		<Page title={m.settings()} back="/people">
			<ThisPhone />
			<AppLock />
			<Notices />
			<QuietHours />
			<LanguageAndZone />
			<SignOut />
		</Page>
	);
}
