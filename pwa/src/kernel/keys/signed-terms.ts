/** Makes signatures with the person's own key, and checks others' with the keys that this phone trusts. */

import type { PublicPerson } from "../crypto/keys";
import { RefusedError } from "../crypto/sealing-errors";
import { type Signature, signTerms, type Terms, verifyTerms } from "../crypto/signatures";
import { readMeta } from "../store/meta";
import { partnerIn, partnerRecords, self, trustedPeople } from "./trust";

export { salted } from "../crypto/signatures";

/** Signs in this person's name. Throws Problem `no_key` if this phone has lost its keys. */
export async function sign(terms: Terms): Promise<Signature> {
	const { wrapper } = await self();
	return signTerms(wrapper.signingKey, wrapper.personId, terms);
}

/** Whether the signature fits; null if this phone does not know its author's key yet. */
export async function fits(terms: Terms, said: Signature): Promise<boolean | null> {
	const author = await authorOf(said);
	if (!author) return null;
	try {
		await verifyTerms(author, terms, said);
		return true;
	} catch (error) {
		if (error instanceof RefusedError) return false;
		throw error;
	}
}

/** Whom this phone trusts; after a couple has ended also the partner of then, as the person's own words have it. */
async function authorOf({ author_id }: Signature): Promise<PublicPerson | undefined> {
	const identity = await readMeta("identity");
	if (!identity) return undefined;
	const isAuthor = (one: PublicPerson | null): boolean => one?.person_id === author_id;
	const trusted = (await trustedPeople({ identity })).find(isAuthor);
	if (trusted) return trusted;
	const told = (await partnerRecords(identity.person_id)).map(({ row }) => partnerIn(row?.view?.words));
	return told.find(isAuthor) ?? undefined;
}
