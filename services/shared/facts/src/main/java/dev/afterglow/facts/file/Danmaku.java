package dev.afterglow.facts.file;

import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FileReport.Reason;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Bullet comments as Bilibili's players take them: {@code <d
 * p="seconds,mode,size,colour,epoch,pool, hash of the sender,id">text</d>}. Each becomes a comment
 * at its place in the video. Texts of more than 500 characters are cut; comments without text or
 * with fields that cannot be read are left out and reported.
 */
final class Danmaku {
  private static final int FIELDS = 8;
  private static final int MOST_TEXT = 500;

  private Danmaku() {}

  static List<PlannedFact> read(Reader reader, FileReport report) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    // Nothing outside of the file is ever read.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    List<PlannedFact> facts = new ArrayList<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(reader);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("d")) {
          int line = xml.getLocation().getLineNumber();
          String attribute = xml.getAttributeValue(null, "p");
          String text = xml.getElementText();
          if (text.isBlank()) {
            report.leaveOut(line, Reason.NO_TEXT);
          } else {
            comment(attribute, text, line, report).ifPresent(facts::add);
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new FactFileException(
          "Line " + e.getLocation().getLineNumber() + " is no XML of comments.", e);
    }
    facts.sort(Comparator.comparing(PlannedFact::offset));
    return facts;
  }

  private static Optional<PlannedFact> comment(
      @Nullable String attribute, String text, int line, FileReport report) {
    String[] fields = attribute == null ? new String[0] : attribute.split(",", -1);
    if (fields.length < FIELDS) {
      report.leaveOut(line, Reason.UNREADABLE);
      return Optional.empty();
    }
    try {
      Duration offset = Duration.ofMillis(Math.round(Double.parseDouble(fields[0]) * 1_000));
      return Optional.of(
          new PlannedFact(
              offset, "danmaku", fields[7], fields[6], new Happening.Comment(cut(text))));
    } catch (NumberFormatException e) {
      report.leaveOut(line, Reason.UNREADABLE);
    } catch (FactFault e) {
      report.leaveOut(line, Reason.BROKEN_RULE);
    }
    return Optional.empty();
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_TEXT));
  }
}
