/** Shows that nobody has an account on this phone, after it was wiped. */

import { forgetNewKey } from "../keys/new-keys";
import { forgetNewPhones } from "../keys/new-phones";
import { forgetWayBack } from "../keys/way-back";
import { showNobody } from "../store/session";
import { forgetLeft } from "./left";
import { forgetSeat } from "./seat";

export function showEmpty(): void {
	showNobody();
	forgetWayBack();
	forgetNewPhones();
	forgetNewKey();
	forgetSeat();
	forgetLeft();
}
