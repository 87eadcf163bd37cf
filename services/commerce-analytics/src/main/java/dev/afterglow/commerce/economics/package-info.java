/** What a show cost, what it left, and who of three parties gets what. */
@NullMarked
package dev.afterglow.commerce.economics;

import org.jspecify.annotations.NullMarked;
