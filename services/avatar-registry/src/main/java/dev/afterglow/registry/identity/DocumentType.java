package dev.afterglow.registry.identity;

/** The kinds of identity documents. */
public enum DocumentType {
  /** Resident identity card, GB 11643; not the three regions of the residence permits. */
  CN_RESIDENT_ID,
  /**
   * Residence permit for people of Hong Kong, Macau or Taiwan: same form, regions 810000, 820000
   * and 830000.
   */
  CN_HMT_RESIDENCE_PERMIT,
  /** Travel permit of Hong Kong and Macau residents: H or M and 8 or 10 digits. */
  CN_HM_TRAVEL_PERMIT,
  /** Travel permit of Taiwan residents: 8 digits. */
  CN_TW_TRAVEL_PERMIT,
  /**
   * Foreign permanent resident card, the 18-character form with the check of GB 11643; it begins
   * with a 9 [M]. Cards with the older number of 15 characters are not taken.
   */
  CN_FOREIGN_PERMANENT_RESIDENT,
  /** Passport, ICAO 9303: 6 to 9 letters and digits. */
  PASSPORT,
  /** Temporary resident identity card: the number of the resident card. */
  CN_TEMPORARY_RESIDENT_ID,
  /** Hong Kong identity card: one or two letters, six digits and a check, modulo 11 [M]. */
  HK_IDENTITY_CARD,
  /** Macau identity card: eight digits, the first a 1, 5 or 7 [M]; its check is not known. */
  MO_IDENTITY_CARD,
  /** Taiwan identity card: a letter, nine digits and among them a check, modulo 10 [M]. */
  TW_IDENTITY_CARD;

  /** The kind under whose name numbers of this form are told apart: one number is one person's. */
  public DocumentType numbering() {
    return switch (this) {
      case CN_RESIDENT_ID,
          CN_TEMPORARY_RESIDENT_ID,
          CN_HMT_RESIDENCE_PERMIT,
          CN_FOREIGN_PERMANENT_RESIDENT ->
          CN_RESIDENT_ID;
      case CN_HM_TRAVEL_PERMIT,
          CN_TW_TRAVEL_PERMIT,
          PASSPORT,
          HK_IDENTITY_CARD,
          MO_IDENTITY_CARD,
          TW_IDENTITY_CARD ->
          this;
    };
  }
}
