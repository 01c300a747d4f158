/** Tells the person's other phones the partner's signing key, in words that the server cannot write. */

import { partnerIn, partnerRecords } from "../keys/trust";
import { readMeta } from "../store/meta";
import { save } from "../sync/write";

/** On a phone that met the partner: saves the partner's key among the person's own words, unless it is there. */
export async function keepPartner(): Promise<void> {
	const [identity, couple] = await Promise.all([readMeta("identity"), readMeta("couple")]);
	if (!identity || !couple?.partner_signing_key) return;
	const partner = { person_id: couple.partner_id, signing_key: couple.partner_signing_key };
	for (const { kind, row } of await partnerRecords(identity.person_id)) {
		const known = row?.mine ?? row?.view;
		// skips words that cannot be opened yet, or that a newer app wrote
		if (row?.waiting || (known?.w ?? 0) > (kind.words ?? 0)) continue;
		if (partnerIn(known?.words)?.signing_key === partner.signing_key) continue;
		await save(kind, { id: identity.person_id, space_id: identity.person_id, fields: {}, words: { partner } });
	}
}
