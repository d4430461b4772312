# Rscript validate.R REPORTS.csv RULES.txt ROUNDS FAILED.csv: judges the reports by the rules, prints the least seconds of
# some rounds (by the clock, of the processor), and writes the row and the column of each rule that failed.
library(validate)
given <- commandArgs(trailingOnly = TRUE)
reports <- read.csv(given[1])
rules <- validator(.file = given[2])
voptions(rules, lin.eq.eps = 0)
taken <- replicate(as.integer(given[3]), {
  used <- system.time(found <<- values(confront(reports, rules)))
  c(used[["elapsed"]], used[["user.self"]] + used[["sys.self"]])
})
write.csv(which(found == FALSE, arr.ind = TRUE), given[4], row.names = FALSE)
cat(min(taken[1, ]), min(taken[2, ]), "\n")
