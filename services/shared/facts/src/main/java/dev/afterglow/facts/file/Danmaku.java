package dev.afterglow.facts.file;

import dev.afterglow.facts.Happening;
import dev.afterglow.facts.PlannedFact;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Bullet comments as Bilibili's players take them: {@code <d
 * p="seconds,mode,size,colour,epoch,pool, hash of the sender,id">text</d>}. Each becomes a comment
 * at its place in the video. Texts of more than 500 characters are cut, blank ones are left out.
 */
final class Danmaku {
  private static final int FIELDS = 8;
  private static final int MOST_TEXT = 500;

  private Danmaku() {}

  static List<PlannedFact> read(Reader reader) {
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
          String[] fields = fields(xml.getAttributeValue(null, "p"), line);
          String text = xml.getElementText();
          if (!text.isBlank()) {
            facts.add(comment(fields, text, line));
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

  private static String[] fields(String attribute, int line) {
    String[] fields = attribute == null ? new String[0] : attribute.split(",", -1);
    if (fields.length < FIELDS) {
      throw new FactFileException("Line " + line + " holds a comment without its eight fields.");
    }
    return fields;
  }

  private static PlannedFact comment(String[] fields, String text, int line) {
    try {
      Duration offset = Duration.ofMillis(Math.round(Double.parseDouble(fields[0]) * 1_000));
      return new PlannedFact(
          offset, "danmaku", fields[7], fields[6], new Happening.Comment(cut(text)));
    } catch (RuntimeException e) {
      throw new FactFileException("Line " + line + " holds a comment that cannot be read.", e);
    }
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_TEXT));
  }
}
