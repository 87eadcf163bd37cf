package dev.afterglow.studio.room;

import java.util.UUID;

/** Reports of rooms, from commerce-analytics. */
public interface Reports {

  /**
   * A report as it is handed on.
   *
   * @param content it
   * @param mediaType what it is
   * @param fileName a name to keep it under
   */
  record Paper(byte[] content, String mediaType, String fileName) {}

  /**
   * The report of a room as it stands.
   *
   * @param pdf as PDF, else as a web page
   * @param locale BCP 47, at most 35 characters; empty = English
   * @param timeZone a name of the IANA time zones, at most 64 characters; empty = UTC
   */
  Paper of(UUID roomId, boolean pdf, String locale, String timeZone);
}
