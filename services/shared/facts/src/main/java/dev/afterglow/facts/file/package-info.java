/** Shows on file: JSON Lines of our own, danmaku XML, and a retail CSV. */
@NullMarked
package dev.afterglow.facts.file;

import org.jspecify.annotations.NullMarked;
