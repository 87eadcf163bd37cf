/** The report after a show, as a web page and as PDF. */
@NullMarked
package dev.afterglow.commerce.report;

import org.jspecify.annotations.NullMarked;
