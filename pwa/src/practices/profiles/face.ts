/** How a name reads in the tray and in an export. */

import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { PROFILES } from "./kinds";

const face: Face = { kinds: { [PROFILES.name]: { name: m.kind_profile, heading: m.export_profiles } } };

export default face;
