/** Shows that nobody has an account on this phone, after it was wiped. */

import { forgetNewKey } from "../keys/new-keys";
import { forgetNewPhones } from "../keys/new-phones";
import { forgetWayBack } from "../keys/way-back";
import { showNobody } from "../store/session";
import { forgetTold } from "./told";

export function showEmpty(): void {
	showNobody();
	forgetWayBack();
	forgetNewPhones();
	forgetNewKey();
	forgetTold();
}
