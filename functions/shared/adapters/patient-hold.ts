/**
 * For how long a patient's item holds its place against another referral of the same pathway id: long enough for
 * the referral that wrote it to finish or be tried again.
 */
export const PATIENT_HOLD_MS = 10 * 60 * 1000;
