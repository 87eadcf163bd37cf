package dev.afterglow.commerce.words;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import com.hankcs.hanlp.seg.Other.DoubleArrayTrieSegment;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.common.Term;
import dev.afterglow.commerce.room.CommentWords;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a comment: normalised to NFKC and lower case, cut by HanLP's dictionary segmenter,
 * and only those with at least two letters, none of them a digit or a sign, that are no stop words.
 *
 * <p>The dictionary segmenter cuts by longest match and knows no names of people, which suits a
 * count of words: it is fast, and the same text always gives the same words.
 */
public final class ChineseWords implements CommentWords {
  private static final int MOST_LETTERS = 32;

  private final Segment segment;

  /** Loads the dictionary that is part of the library, which takes about half a second. */
  public ChineseWords() {
    // The library writes what it parsed beside its files; ours are inside a jar.
    HanLP.Config.enableDebug(false);
    StopWords.TERMS.forEach(CustomDictionary::add);
    segment = new DoubleArrayTrieSegment().enableCustomDictionary(true);
  }

  @Override
  public Set<String> of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>();
    for (Term term : segment.seg(plain)) {
      if (isWord(term.word)) {
        words.add(term.word);
      }
    }
    return words;
  }

  private static boolean isWord(String word) {
    int letters = word.codePointCount(0, word.length());
    return letters >= 2
        && letters <= MOST_LETTERS
        && word.codePoints().allMatch(Character::isLetter)
        && !StopWords.ALL.contains(word);
  }
}
