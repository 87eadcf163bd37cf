package dev.afterglow.registry.identity;

/** The kinds of identity documents. */
public enum DocumentType {
  /** Resident identity card, GB 11643. */
  CN_RESIDENT_ID,
  /** Residence permit for people of Hong Kong, Macau or Taiwan: same form, own regions. */
  CN_HMT_RESIDENCE_PERMIT,
  /** Travel permit of Hong Kong and Macau residents: H or M and 8 or 10 digits. */
  CN_HM_TRAVEL_PERMIT,
  /** Travel permit of Taiwan residents: 8 digits. */
  CN_TW_TRAVEL_PERMIT,
  /** Foreign permanent resident card, the 18-character form with the check of GB 11643. */
  CN_FOREIGN_PERMANENT_RESIDENT,
  /** Passport, ICAO 9303: 6 to 9 letters and digits. */
  PASSPORT
}
